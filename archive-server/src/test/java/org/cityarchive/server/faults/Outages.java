package org.cityarchive.server.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.wiring.ArchiveProcess;

/** PostgreSQL is slow, silent, gone, cut off in the middle of a commit, paused, restarted, or has no connection left. */
final class Outages {
    private static final int CALLERS = 6;
    /** A call waits at most two seconds for a database that is gone; what a busy machine loses elsewhere is not counted against it. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private Outages() {}

    static List<Scenario> all() {
        return List.of(wired("pg-slow", (_, wire, _, chance) -> {
            wire.slow(Duration.ofMillis(5 + chance.below(40)).toNanos());
            LockSupport.parkNanos(Duration.ofSeconds(4).toNanos());
            wire.slow(0);
            return Finding.NOTHING;
        }), wired("pg-cut-commit", (_, wire, _, chance) -> cutCommits(wire, chance)), wired("pg-cut", (_, wire, _, chance) -> {
            for (int i = 0; i < 4; i++) {
                chance.pause(Duration.ofSeconds(1));
                wire.cut();
            }
            return Finding.NOTHING;
        }), wired("pg-gone", (archive, wire, _, chance) -> {
            wire.unplug();
            var finding = refusedSoon(archive).and(readinessIsDown(archive));
            chance.pause(Duration.ofSeconds(3));
            wire.plug();
            return finding;
        }), wired("pg-silent", (archive, wire, _, chance) -> {
            wire.silence(true);
            LockSupport.parkNanos(SOON.toNanos() / 2); // who is in the middle of a statement waits a little longer than this
            var finding = refusedSoon(archive).and(readinessIsDown(archive));
            chance.pause(Duration.ofSeconds(5));
            wire.silence(false);
            return finding;
        }), wired("pg-max-connections", (_, _, test, chance) -> crowded(test, chance)),
                Scenario.of("pg-paused", chance -> embedded(chance, "STOP")),
                Scenario.of("pg-restarted", chance -> embedded(chance, "INT")));
    }

    private interface Trouble {
        Finding happen(ArchiveProcess archive, Wire wire, TestDatabase test, Chance chance) throws Exception;
    }

    private static Scenario wired(String name, Trouble trouble) {
        return Scenario.of(name, chance -> {
            try (var test = TestDatabase.fresh();
                    var wire = new Wire(TestDatabase.port());
                    var home = FaultHome.fresh();
                    var archive = ArchiveProcess.start(home.folder(), home.port(),
                            Map.of("ARCHIVE_DATABASE_URL", test.url(wire.port()) + "&prepareThreshold=0"))) {
                var oracle = new Oracle();
                var finding = during(oracle, archive, () -> trouble.happen(archive, wire, test, chance));
                return finding.and(oracle.check(archive, Tables.of(test)));
            }
        });
    }

    private interface Doing {
        Finding run() throws Exception;
    }

    /** The trouble among callers; afterwards the archive must be ready by itself. */
    private static Finding during(Oracle oracle, ArchiveProcess archive, Doing trouble) throws Exception {
        Finding finding;
        int refused;
        try (var callers = new Callers(oracle, archive, CALLERS)) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            finding = trouble.run();
            LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
            refused = callers.refused();
        }
        long began = System.nanoTime();
        archive.awaitReaders();
        oracle.send(archive, 5);
        return finding
                .and(Finding.note(oracle.acknowledged() + " lines acknowledged, " + refused + " calls refused, ready again after "
                        + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms"));
    }

    private static Finding cutCommits(Wire wire, Chance chance) {
        for (int i = 0; i < 4; i++) {
            wire.cutCommits(1 + chance.below(3), chance.below(2) == 0);
            chance.pause(Duration.ofSeconds(2));
        }
        int left = wire.commitsToCut();
        wire.cutCommits(0, false);
        return Finding.note(left + " of the last cuts found no commit");
    }

    static Finding refusedSoon(ArchiveProcess archive) {
        var slowest = Duration.ZERO;
        var finding = Finding.NOTHING;
        for (int i = 0; i < 4; i++) {
            long began = System.nanoTime();
            var answer = archive.get("/api/v1/records?limit=1");
            var took = Duration.ofNanos(System.nanoTime() - began);
            slowest = took.compareTo(slowest) > 0 ? took : slowest;
            finding = finding
                    .and(Finding.expect(answer.statusCode() == 503, "with the database gone it answers " + answer.statusCode()));
        }
        return finding.and(Finding.expect(slowest.compareTo(SOON) < 0, "a 503 took " + slowest.toMillis() + " ms"))
                .and(Finding.note("slowest 503 " + slowest.toMillis() + " ms"));
    }

    static Finding readinessIsDown(ArchiveProcess archive) {
        int status = archive.get("/actuator/health/readiness").statusCode();
        return Finding.expect(status == 503, "readiness says " + status);
    }

    /** Other programs take every connection that the server has left. */
    private static Finding crowded(TestDatabase test, Chance chance) {
        var taken = new ArrayList<Connection>();
        try {
            for (int i = 0; i < 200; i++) {
                taken.add(test.superuser());
            }
        } catch (SQLException e) {
            // as meant
        }
        chance.pause(Duration.ofSeconds(4));
        for (var one : taken) {
            try {
                one.close();
            } catch (SQLException e) {
                // gone
            }
        }
        return Finding.note(taken.size() + " connections taken by others");
    }

    private static Finding embedded(Chance chance, String signal) throws Exception {
        try (var home = FaultHome.begun(); var archive = home.start()) {
            var oracle = new Oracle();
            var finding = during(oracle, archive, () -> {
                if (signal.equals("INT")) {
                    FaultHome.run("kill", "-INT", String.valueOf(home.postmaster().pid()));
                    return Finding.NOTHING;
                }
                home.signalDatabase(signal);
                LockSupport.parkNanos(SOON.toNanos());
                var refused = refusedSoon(archive).and(readinessIsDown(archive));
                chance.pause(Duration.ofSeconds(5));
                home.signalDatabase("CONT");
                return refused;
            });
            return finding.and(oracle.check(archive, home.tables()));
        }
    }
}
