package org.cityarchive.server.faults;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.wiring.ArchiveProcess;

/** Two servers on one database: both take records in, each indexes its own home; one is killed, and the other goes on. */
final class TwoServers {
    private static final int CALLERS = 4;

    private TwoServers() {}

    static List<Scenario> all() {
        return List.of(Scenario.of("two-servers", TwoServers::both));
    }

    private static Finding both(Chance chance) throws Exception {
        try (var test = TestDatabase.fresh(); var one = FaultHome.fresh(); var two = FaultHome.fresh()) {
            var environment = Map.of("ARCHIVE_DATABASE_URL", test.url(TestDatabase.port()));
            var oracle = new Oracle();
            try (var first = ArchiveProcess.start(one.folder(), one.port(), environment)) {
                var keys = two.folder().resolve("keys"); // one folder of keys between them: what one makes the other must find
                Files.createDirectory(keys);
                if (!FaultHome.run("mount", "--bind", one.folder().resolve("keys").toString(), keys.toString())) {
                    return Finding.note("not run: this user may not share a folder between two homes");
                }
                Finding finding;
                try (var second = ArchiveProcess.start(two.folder(), two.port(), environment)) {
                    try (var _ = new Callers(oracle, first, CALLERS); var _ = new Callers(oracle, second, CALLERS)) {
                        chance.pause(Duration.ofSeconds(5));
                    }
                    first.awaitReaders();
                    finding = oracle.check(second, Tables.of(test)).and(oracle.check(first, Tables.of(test)));
                    second.kill();
                } finally {
                    FaultHome.run("umount", "-l", keys.toString());
                }
                oracle.send(first, 5);
                return finding.and(oracle.check(first, Tables.of(test)))
                        .and(Finding.note(oracle.acknowledged() + " lines acknowledged by two"));
            }
        }
    }
}
