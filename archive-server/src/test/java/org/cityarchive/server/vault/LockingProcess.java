package org.cityarchive.server.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Another process that tries to lock a file. */
public final class LockingProcess {
    private LockingProcess() {}

    /** @param arguments the file */
    public static void main(String[] arguments) throws IOException {
        try (var channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE)) {
            System.out.println(channel.tryLock() != null);
        }
    }

    /** Whether another process gets the lock now. */
    static boolean gets(Path file) throws IOException, InterruptedException {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx32m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-cp", classes, LockingProcess.class.getName(),
                file.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = process.inputReader()) {
            var line = said.readLine();
            assertThat(line).isIn("true", "false");
            return Boolean.parseBoolean(line);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
