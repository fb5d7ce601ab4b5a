package org.cityarchive.server.faults;

import java.util.ArrayList;
import java.util.stream.Stream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.cityarchive.server.wiring.ArchiveProcess;

/** A home that is only there to suffer; made as a copy of one that was begun in peace, so that beginning costs little. */
final class FaultHome implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path folder;
    private final int port = ArchiveProcess.freePort();

    private FaultHome(Path folder) {
        this.folder = folder;
    }

    private static final class Begun {
        static final Path FOLDER = begin();

        private static Path begin() {
            var folder = empty();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            ArchiveProcess.start(folder, ArchiveProcess.freePort(), Map.of()).close();
            return folder;
        }
    }

    private static Path empty() {
        try {
            return Files.createTempDirectory("archive-faults-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A home on which nothing was ever started. */
    static FaultHome fresh() {
        return new FaultHome(empty());
    }

    /** A home on which an archive was started and stopped once. */
    static FaultHome begun() {
        var home = empty();
        run("cp", "-a", Begun.FOLDER + "/.", home.toString());
        return new FaultHome(home);
    }

    Path folder() {
        return folder;
    }

    int port() {
        return port;
    }

    ArchiveProcess start() {
        return ArchiveProcess.start(folder, port, Map.of());
    }

    ArchiveProcess launch() {
        return ArchiveProcess.launch(folder, port, Map.of());
    }

    /** The tables of the PostgreSQL that runs on it now, as superuser. */
    Tables tables() {
        try (var in = Files.newBufferedReader(folder.resolve("pg.passwords"))) {
            var passwords = new Properties();
            passwords.load(in);
            var lines = Files.readAllLines(folder.resolve("pg").resolve("postmaster.pid"));
            return new Tables("jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/archive", "postgres",
                    passwords.getProperty("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The postmaster's process. */
    ProcessHandle postmaster() {
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(() -> pid() > 0);
        return ProcessHandle.of(pid()).orElseThrow();
    }

    private long pid() {
        try {
            return Long.parseLong(Files.readAllLines(folder.resolve("pg").resolve("postmaster.pid")).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -SIGNAL} for the postmaster and all that it started. */
    void signalDatabase(String signal) {
        var postmaster = postmaster();
        var all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> String.valueOf(process.pid())).toList();
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        command.addAll(all);
        run(command.toArray(String[]::new));
    }

    /** Runs a program and waits for it; whether it went well. */
    static boolean run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void delete(Path folder) {
        if (Boolean.getBoolean("faults.keep")) {
            return;
        }
        run("rm", "-rf", folder.toString());
    }

    /** Stops what a killed archive left running, and goes. */
    @Override
    public void close() {
        try {
            if (Files.exists(folder.resolve("pg").resolve("postmaster.pid"))) {
                var left = ProcessHandle.of(pid()).filter(ProcessHandle::isAlive);
                left.filter(process -> process.info().commandLine().orElse("").contains(folder.toString())).ifPresent(process -> {
                    run("kill", "-CONT", String.valueOf(process.pid()));
                    run("kill", "-QUIT", String.valueOf(process.pid()));
                    process.onExit().orTimeout(20, TimeUnit.SECONDS).exceptionally(_ -> process).join();
                });
            }
        } finally {
            delete(folder);
        }
    }
}
