package org.cityarchive.server.faults;

import java.nio.file.Path;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.cityarchive.server.wiring.ArchiveProcess;

/** The server, its database or both are killed in the middle of their work; afterwards the archive is started again, or gets up by itself. */
final class Kills {
    private static final int LINES = 3_000;
    private static final int CALLERS = 6;
    private static final String INDEX = "record_index-1";

    private Kills() {}

    /** What the server does when it is killed; ends as soon as the moment has come. */
    private interface Doing {
        void until(ArchiveProcess archive, Oracle oracle, FaultHome home, Chance chance) throws Exception;
    }

    /** Further work during which a kill must be survived is added here by its name. */
    static List<Scenario> all() {
        return List.of(killed("kill-import", Kills::importing), killed("kill-capture", Kills::capturing),
                killed("kill-projection", Kills::projecting), killed("kill-index-commit", Kills::committing),
                killed("kill-rebuild", Kills::rebuilding), Scenario.of("kill-start", Kills::starting),
                Scenario.of("kill-migration", Kills::migrating),
                Scenario.of("kill-backend", chance -> database(chance, Kills::backend)),
                Scenario.of("kill-postmaster", chance -> database(chance, Kills::postmaster)),
                killed("kill-both", (archive, oracle, home, chance) -> {
                    capturing(archive, oracle, home, chance);
                    home.signalDatabase("KILL");
                }));
    }

    private static Scenario killed(String name, Doing work) {
        return Scenario.of(name, chance -> {
            try (var home = FaultHome.begun()) {
                var oracle = new Oracle();
                try (var archive = home.start()) {
                    work.until(archive, oracle, home, chance);
                    archive.kill();
                }
                return again(home, oracle);
            }
        });
    }

    /** Starts again, reads all back, and works on. */
    private static Finding again(FaultHome home, Oracle oracle) {
        try (var archive = home.start()) {
            var finding = oracle.check(archive, home.tables());
            oracle.send(archive, 5);
            return finding.and(oracle.check(archive, home.tables()))
                    .and(Finding.note(oracle.acknowledged() + " lines acknowledged"));
        }
    }

    private static void importing(ArchiveProcess archive, Oracle oracle, FaultHome home, Chance chance) {
        oracle.send(archive, LINES);
        int behind = chance.below(LINES * 3 / 4);
        while (archive.items("/api/v1/imports").stream().mapToLong(one -> one.path("read").asLong()).sum() < behind) {
            Thread.onSpinWait();
        }
        chance.pause(Duration.ofMillis(100));
    }

    private static void capturing(ArchiveProcess archive, Oracle oracle, FaultHome home, Chance chance) {
        var callers = new Callers(oracle, archive, CALLERS); // they end when they find nobody
        chance.pause(Duration.ofSeconds(4));
        callers.stop();
    }

    private static void projecting(ArchiveProcess archive, Oracle oracle, FaultHome home, Chance chance) {
        oracle.send(archive, LINES);
        archive.items("/api/v1/imports").forEach(one -> archive.over(one.path("id").asString()));
        chance.pause(Duration.ofMillis(300));
    }

    /** Killed at the sight of a commit of the index that is not yet whole. */
    private static void committing(ArchiveProcess archive, Oracle oracle, FaultHome home, Chance chance) throws IOException {
        oracle.send(archive, LINES);
        long until = System.nanoTime() + Duration.ofSeconds(12).toNanos();
        var generation = home.folder().resolve("index");
        while (System.nanoTime() < until) {
            try (Stream<Path> files = Files.find(generation, 2,
                    (file, _) -> file.getFileName().toString().startsWith("pending_segments"))) {
                if (files.findAny().isPresent()) {
                    return;
                }
            } catch (UncheckedIOException e) {
                // a file went while it was looked at
            }
        }
    }

    private static void rebuilding(ArchiveProcess archive, Oracle oracle, FaultHome home, Chance chance) {
        oracle.send(archive, LINES);
        archive.items("/api/v1/imports").forEach(one -> archive.over(one.path("id").asString()));
        var model = chance.below(2) == 0 ? "" : "\"" + INDEX + "\"";
        Thread.startVirtualThread(() -> {
            try {
                archive.post("/api/v1/rebuilds", "{\"models\":[" + model + "]}");
            } catch (UncheckedIOException e) {
                // killed, as meant
            }
        });
        chance.pause(Duration.ofMillis(1_200));
    }

    private static Finding starting(Chance chance) throws Exception {
        try (var home = FaultHome.begun()) {
            var oracle = new Oracle();
            try (var archive = home.start()) {
                oracle.send(archive, 500);
                archive.kill();
            }
            for (int i = 0; i < 2; i++) {
                try (var archive = home.launch()) {
                    chance.pause(Duration.ofSeconds(9));
                    archive.kill();
                }
            }
            return again(home, oracle);
        }
    }

    private static Finding migrating(Chance chance) throws Exception {
        try (var home = FaultHome.fresh()) {
            try (var archive = ArchiveProcess.launch(home.folder(), home.port(), Map.of())) {
                chance.pause(Duration.ofSeconds(10));
                archive.kill();
            }
            return again(home, new Oracle());
        }
    }

    private interface Blow {
        void fall(FaultHome home, Chance chance);
    }

    private static Finding database(Chance chance, Blow blow) throws Exception {
        try (var home = FaultHome.begun(); var archive = home.start()) {
            var oracle = new Oracle();
            int refused;
            try (var work = new Callers(oracle, archive, CALLERS)) {
                chance.pause(Duration.ofSeconds(2));
                blow.fall(home, chance);
                chance.pause(Duration.ofSeconds(2));
                refused = work.refused();
            }
            long began = System.nanoTime();
            archive.awaitReaders();
            long ready = Duration.ofNanos(System.nanoTime() - began).toMillis();
            oracle.send(archive, 5);
            return oracle.check(archive, home.tables()).and(Finding.note(oracle.acknowledged() + " lines acknowledged, " + refused
                    + " calls refused, ready again after " + ready + " ms"));
        }
    }

    /** PostgreSQL ends all its sessions when one of its processes dies. */
    private static void backend(FaultHome home, Chance chance) {
        var backends = home.postmaster().descendants()
                .filter(process -> process.info().commandLine().orElse("").contains("127.0.0.1")).toList();
        if (!backends.isEmpty()) {
            backends.get(chance.below(backends.size())).destroyForcibly();
        }
    }

    private static void postmaster(FaultHome home, Chance chance) {
        home.postmaster().destroyForcibly();
    }
}
