package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.core.people.Role;
import org.cityarchive.server.database.EmbeddedDatabase;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.wiring.ArchiveOverHttp;
import org.cityarchive.server.wiring.ArchiveProcess;
import org.cityarchive.server.wiring.RunningArchive;
import org.cityarchive.server.wiring.TestHome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The whole program, killed in the middle of its work: nothing is lost, nothing is kept by half, nothing twice. */
class KilledImportTest {
    private static final int FEWEST = 8_000;
    private static final int MOST = 48_000;
    private static final String ACCOUNT = "town";
    private static final List<String> COUNTS = List.of("newRecords", "newVersions", "otherFacts", "unchanged", "refused");
    private static final List<String> QUERIES = List.of("", "is:deleted", "was:deleted", "was:hidden", "is:edited",
            "kind:comment", "plow",
            "%22snow+plow%22", "council+-budget", "libr*", "author:%22Person+3%22", "is:deleted&asOf=2026-01-02T12:00:00Z");

    private final List<Path> homes = new ArrayList<>();
    private final Random random = new Random(20261121);
    private int lines = FEWEST;

    @AfterEach
    void removeHomes() {
        for (var home : homes) {
            EmbeddedDatabase.start(home).close(); // a failed test may have left a server of a killed process behind
            TestDatabase.delete(home);
        }
    }

    @Test
    void anImportKilledThreeTimesEndsAsOneThatWasLeftInPeace() throws Exception {
        int port = ArchiveProcess.freePort();
        var file = ObservedLines.file(ObservedLines.of(7, lines, ACCOUNT));
        var killedHome = home();
        var upload = killed(killedHome, port, file);
        while (upload.isEmpty() && lines < MOST) { // a busy machine asked so seldom that it was over before a kill: a longer one
            lines *= 2;
            file = ObservedLines.file(ObservedLines.of(7, lines, ACCOUNT));
            killedHome = home();
            upload = killed(killedHome, port, file);
        }
        goesOnAsInPeace(killedHome, upload.orElseThrow(), file);
    }

    /** Nobody kills it any more: from here on it runs in this process. */
    private void goesOnAsInPeace(Path killedHome, String upload, byte[] file) {
        var peaceful = new HashMap<String, Object>();
        var wordings = new HashMap<String, String>();
        var home = home();
        try (var archive = RunningArchive.on(home)) {
            var clerk = archive.as(Role.CLERK);
            peaceful.putAll(told(clerk, done(archive, clerk.upload(file))));
            wordings.putAll(new ShownRecords(clerk, ACCOUNT).all());
        }
        assertWhole(home, peaceful);
        try (var archive = RunningArchive.on(killedHome)) {
            var clerk = archive.as(Role.CLERK);
            assertThat(told(clerk, done(archive, upload))).isEqualTo(peaceful);
            assertThat(new ShownRecords(clerk, ACCOUNT).all()).isEqualTo(wordings);
            var again = counts(done(archive, clerk.upload(file)));
            assertThat(again.get("newRecords")).isZero();
            assertThat(again.get("newVersions")).isZero();
            assertThat(again.get("otherFacts")).isZero();
            assertThat(told(clerk, clerk.standing(upload))).isEqualTo(peaceful);
        }
        assertWhole(killedHome, peaceful);
    }

    private static JsonNode done(RunningArchive archive, String upload) {
        var over = archive.as(Role.CLERK).over(upload);
        archive.awaitProjections();
        return over;
    }

    /** Killed right after the upload was taken, then twice while its lines are read; empty when one kill came too late for that. */
    private Optional<String> killed(Path home, int port, byte[] file) throws InterruptedException {
        String upload;
        try (var archive = ArchiveProcess.start(home, port, Map.of())) {
            upload = archive.upload(file);
            archive.kill();
        }
        for (int kill = 0; kill < 2; kill++) {
            int behind = kill * lines / 3 + 1 + random.nextInt(lines / 6);
            try (var archive = ArchiveProcess.start(home, port, Map.of())) {
                var standing = archive.standing(upload);
                while (standing.path("read").asLong() < behind) {
                    LockSupport.parkNanos(5_000_000);
                    standing = archive.standing(upload);
                }
                LockSupport.parkNanos(random.nextInt(100_000_000)); // anywhere in a batch, not only behind its commit
                standing = archive.standing(upload);
                archive.kill();
                if (standing.path("read").asLong() == lines) {
                    return Optional.empty();
                }
                assertThat(standing.path("state").asString()).isEqualTo("running");
            }
        }
        return Optional.of(upload);
    }

    private Path home() {
        var home = TestHome.laid();
        homes.add(home);
        return home;
    }

    /** Everything of an archive that may not differ. */
    private Map<String, Object> told(ArchiveOverHttp archive, JsonNode done) {
        assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("done");
        var told = new HashMap<String, Object>(counts(done));
        assertThat(COUNTS.stream().mapToLong(count -> done.path(count).asLong()).sum()).isEqualTo(lines);
        for (var query : QUERIES) {
            told.put("total of " + query, archive.json("/api/v1/records?limit=1&q=" + query).path("total").asLong());
        }
        told.put("records", new ShownRecords(archive, ACCOUNT).last());
        return told;
    }

    private Map<String, Long> counts(JsonNode done) {
        assertThat(done.path("read").asLong()).isEqualTo(lines);
        var counts = new HashMap<String, Long>();
        COUNTS.forEach(count -> counts.put(count, done.path(count).asLong()));
        return counts;
    }

    private static void assertWhole(Path home, Map<String, Object> told) {
        try (var server = EmbeddedDatabase.start(home); var database = server.open()) {
            var rows = new FactsAndRows(database.connections());
            rows.assertWhole();
            assertThat(told.get("total of ")).as("the index holds what the facts tell").isEqualTo(rows.records());
            assertThat(told.get("newRecords")).isEqualTo(rows.records());
        }
    }
}
