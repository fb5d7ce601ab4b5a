package org.cityarchive.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.cityarchive.server.wiring.ArchiveProcess;

/** 200 readers and 8 writers at once, for a while: nobody is refused, and the memory has a bound. */
final class Crowd {
    private static final int READERS = 200;
    private static final int WRITERS = 8;
    private static final long MEMORY_MEBIBYTES = 1_100;
    private static final List<String> QUESTIONS = List.of("?q=snow&limit=20", "?q=plow&facets=1&limit=5", "?q=%22street+7%22",
            "?account=town&limit=20",
            "?q=&sort=newest&limit=20");

    private Crowd() {}

    static List<Scenario> all(Duration time) {
        return List.of(Scenario.of("crowd", chance -> crowd(chance, time)));
    }

    private static Finding crowd(Chance chance, Duration time) throws Exception {
        try (var home = FaultHome.begun(); var archive = home.start()) {
            var oracle = new Oracle();
            oracle.send(archive, 1_000);
            oracle.check(archive, home.tables());
            var times = new ConcurrentLinkedQueue<Long>();
            var errors = new ConcurrentLinkedQueue<String>();
            long until = System.nanoTime() + time.toNanos();
            var readers = new ArrayList<Thread>();
            long most = 0;
            int refused;
            try (var writers = new Callers(oracle, archive, WRITERS)) {
                for (int i = 0; i < READERS; i++) {
                    int first = chance.below(QUESTIONS.size());
                    readers.add(Thread.startVirtualThread(() -> read(archive, first, until, times, errors)));
                }
                while (System.nanoTime() < until) {
                    Thread.sleep(500);
                    most = Math.max(most, resident(archive));
                }
                for (var reader : readers) {
                    reader.join();
                }
                refused = writers.refused();
            }
            var finding = errors.isEmpty() ? Finding.NOTHING : Finding.wrong(errors.size() + " errors, such as " + errors.peek());
            finding = finding.and(Finding.expect(refused == 0, refused + " writes were refused"))
                    .and(Finding.expect(most < MEMORY_MEBIBYTES, "resident memory was " + most + " MiB"));
            var sorted = times.stream().sorted().toList();
            return finding.and(oracle.check(archive, home.tables()))
                    .and(Finding.note(sorted.size() + " answers in " + time.toSeconds()
                            + " s, p50 " + percentile(sorted, 50) + " ms, p99 " + percentile(sorted, 99) + " ms, "
                            + oracle.acknowledged()
                            + " lines acknowledged, resident memory at most " + most + " MiB (heap 512 MiB)"));
        }
    }

    private static void read(ArchiveProcess archive, int first, long until, ConcurrentLinkedQueue<Long> times,
            ConcurrentLinkedQueue<String> errors) {
        for (int i = first; System.nanoTime() < until; i++) {
            long began = System.nanoTime();
            try {
                var answer = archive.get("/api/v1/records" + QUESTIONS.get(i % QUESTIONS.size()));
                if (answer.statusCode() != 200) {
                    errors.add(answer.statusCode() + " " + answer.body());
                }
                times.add((System.nanoTime() - began) / 1_000_000);
            } catch (RuntimeException e) {
                errors.add(String.valueOf(e));
            }
        }
    }

    private static long percentile(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? 0 : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    /** MiB. */
    private static long resident(ArchiveProcess archive) throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(archive.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:")).mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) >> 10)
                .findFirst().orElse(0);
    }
}
