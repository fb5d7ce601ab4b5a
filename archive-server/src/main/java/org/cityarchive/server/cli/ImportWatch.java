package org.cityarchive.server.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.cityarchive.server.wiring.CannotRun;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Watches an import from the terminal, through a restart of the server. */
final class ImportWatch {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long LOOK_MILLIS = 300;
    private static final int BAR = 24;

    private final ApiClient client;
    private final ServerOptions server;
    private final boolean terminal = isTerminal();

    ImportWatch(ApiClient client, ServerOptions server) {
        this.client = client;
        this.server = server;
    }

    /** Looks until the import is done or failed, or paused by a person. */
    JsonNode untilOver(String id, String name) {
        while (true) {
            var now = patiently(() -> client.get("/api/v1/imports/" + id, List.of()));
            draw(name, now);
            switch (now.path("state").asString()) {
                case "done", "failed", "stopped" -> {
                    wipe();
                    return now;
                }
                default -> LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
            }
        }
    }

    /** Asks again for a while when no server answers: it may be starting anew. */
    <T> T patiently(Supplier<T> ask) {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        boolean told = false;
        while (true) {
            try {
                return ask.get();
            } catch (CannotRun | ApiProblem none) {
                boolean passing = none instanceof ApiProblem problem ? problem.status() >= 500 : isAway(none.getCause());
                if (!passing || System.nanoTime() > giveUp || Thread.currentThread().isInterrupted()) {
                    throw none;
                }
                if (!told) {
                    server.err().println("The server does not answer just now; trying again for two minutes.");
                    told = true;
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
        }
    }

    @SuppressWarnings("SystemConsoleNull") // JDK 25 went back to the console that is null without a terminal
    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }

    private static boolean isAway(@Nullable Throwable cause) {
        return cause instanceof IOException && !(cause instanceof FileSystemException)
                && !(cause instanceof FileNotFoundException);
    }

    private void draw(String name, JsonNode now) {
        if (!terminal || server.json()) {
            return;
        }
        long total = Math.max(1, now.path("bytesTotal").asLong());
        double part = Math.min(1.0, (double) now.path("bytesDone").asLong() / total);
        int full = (int) Math.round(part * BAR);
        var line = new StringBuilder("\r\u001b[K").append(TerminalText.line(name)).append(" [").append("#".repeat(full))
                .append(".".repeat(BAR - full))
                .append(String.format(Locale.ROOT, "] %3.0f %%  %,d read", part * 100, now.path("read").asLong()));
        if (now.path("perSecond").isNumber()) {
            line.append(String.format(Locale.ROOT, ", %,d a second", now.path("perSecond").asLong()));
        }
        if (now.path("secondsLeft").isNumber()) {
            line.append(", about ").append(left(now.path("secondsLeft").asLong())).append(" left");
        }
        if (now.path("state").asString().equals("paused")) {
            line.append(", paused: ").append(TerminalText.line(now.path("reason").asString("")));
        }
        server.err().print(line);
        server.err().flush();
    }

    private static String left(long seconds) {
        return seconds < 90
                ? seconds + " s"
                : seconds < 5400 ? Math.round(seconds / 60.0) + " min" : Math.round(seconds / 3600.0) + " h";
    }

    private void wipe() {
        if (terminal && !server.json()) {
            server.err().print("\r\u001b[K");
            server.err().flush();
        }
    }
}
