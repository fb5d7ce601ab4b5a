package org.cityarchive.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;

/** Processor time that was used so far by this process and by the PostgreSQL of a home, in seconds. */
final class Cpu {
    private static final double TICKS_A_SECOND = 100;

    private Cpu() {}

    static double used(Path home) throws IOException {
        var own = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long postmaster = Long.parseLong(Files.readAllLines(home.resolve("pg").resolve("postmaster.pid")).getFirst());
        double ticks = ticks(postmaster) + ProcessHandle.of(postmaster).stream().flatMap(ProcessHandle::children)
                .mapToDouble(child -> ticks(child.pid())).sum();
        return own.getProcessCpuTime() / 1e9 + ticks / TICKS_A_SECOND;
    }

    /** Its own time and that of children that ended. */
    private static double ticks(long process) {
        try {
            var stat = Files.readString(Path.of("/proc/" + process + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]) + Double.parseDouble(fields[13])
                    + Double.parseDouble(fields[14]);
        } catch (IOException _) {
            return 0; // it ended meanwhile, and counts with its parent from now on
        }
    }
}
