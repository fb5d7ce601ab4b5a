package org.cityarchive.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A PostgreSQL process that outlived a killed archive: it is asked to stop before a new one is started on the same folder. */
final class OrphanedServer {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);
    private static final int STOP_SECONDS = 20;

    private OrphanedServer() {}

    /** The postgres that runs on this folder now; one that is gone may have left its file, which PostgreSQL sees itself. */
    static Optional<ProcessHandle> running(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        var process = lines.isEmpty() ? null : ProcessHandle.of(Long.parseLong(lines.getFirst().trim())).orElse(null);
        return process == null || !process.isAlive() || !serves(process.pid(), data) ? Optional.empty() : Optional.of(process);
    }

    static void stop(Path data) throws IOException {
        var process = running(data).orElse(null);
        if (process == null) {
            return;
        }
        LOG.warn("a PostgreSQL process ({}) was left over by a run that was killed; it is stopped first", process.pid());
        process.destroy(); // SIGTERM would wait for its sessions to end, but their clients are gone
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new DatabaseTrouble("A PostgreSQL process (" + process.pid() + ") of a run that was killed does not stop.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseTrouble("Interrupted while a left-over PostgreSQL stops.", e);
        }
    }

    /** Whether the process is a postgres on this folder: a pid may have been given to another program since. */
    private static boolean serves(long pid, Path data) throws IOException {
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        String command = Files.isReadable(commandLine)
                ? new String(Files.readAllBytes(commandLine), StandardCharsets.UTF_8).replace('\0', ' ')
                : ProcessHandle.of(pid).flatMap(p -> p.info().commandLine()).orElse("");
        return command.contains("postgres") && command.contains(data.toString());
    }
}
