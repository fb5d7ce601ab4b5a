package org.cityarchive.server.faults;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import org.cityarchive.server.wiring.ArchiveProcess;

/** The server is killed while it looks after what it keeps: keys are replaced, everything is compared. The next start ends it. */
final class UpkeepKills {
    private static final String ROTATIONS = "/api/v1/keys/rotations";
    private static final int CALLERS = 2;
    private static final int LINES = 1_000;
    private static final Duration LONGEST = Duration.ofMinutes(4);

    private UpkeepKills() {}

    static List<Scenario> all() {
        return List.of(Scenario.of("kill-rotation", UpkeepKills::rotating), Scenario.of("kill-audit", UpkeepKills::auditing));
    }

    /** Keys are replaced again and again while lines come in. */
    private static Finding rotating(Chance chance) throws Exception {
        try (var home = FaultHome.begun()) {
            var oracle = new Oracle();
            long rotations;
            try (var archive = home.start()) {
                oracle.send(archive, LINES / 4);
                var callers = new Callers(oracle, archive, CALLERS); // they end when they find nobody
                Thread.startVirtualThread(() -> rotate(archive));
                chance.pause(Duration.ofSeconds(5));
                callers.stop();
                archive.kill();
            }
            Finding finding;
            try (var archive = home.start()) {
                finding = oracle.check(archive, home.tables());
                rotations = home.tables().number("select count(*) from vault_rotation");
                long open = home.tables().number("select count(*) from vault_rotation where done_at is null");
                finding = finding.and(Finding.expect(open == 0, open + " keys are half replaced"))
                        .and(agrees(archive, audit(archive)));
            }
            return finding.and(Finding.note(rotations + " keys replaced or begun to be"));
        }
    }

    private static void rotate(ArchiveProcess archive) {
        try {
            for (int status = 200; status == 200 || status == 503; status = archive.post(ROTATIONS, "{}").statusCode()) {
                Thread.onSpinWait();
            }
        } catch (UncheckedIOException e) {
            // killed, as meant
        }
    }

    private static Finding auditing(Chance chance) throws Exception {
        try (var home = FaultHome.begun()) {
            var oracle = new Oracle();
            String audit;
            long began;
            try (var archive = home.start()) {
                oracle.send(archive, LINES);
                oracle.check(archive, home.tables());
                audit = audit(archive);
                began = System.nanoTime();
                chance.pause(Duration.ofSeconds(3));
                archive.kill();
            }
            long killed = Duration.ofNanos(System.nanoTime() - began).toMillis();
            try (var archive = home.start()) {
                return agrees(archive, audit).and(oracle.check(archive, home.tables()))
                        .and(Finding.note("killed after " + killed + " ms"));
            }
        }
    }

    private static String audit(ArchiveProcess archive) {
        var answer = archive.post("/api/v1/evidence/audits", "{}");
        return archive.items("/api/v1/evidence/audits").stream().map(one -> one.path("id").asString())
                .filter(answer.body()::contains)
                .findFirst().orElseThrow(() -> new AssertionError("no audit was begun: " + answer.body()));
    }

    /** It goes on where it stood, and nothing differs. */
    private static Finding agrees(ArchiveProcess archive, String audit) {
        long until = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var now = archive.json("/api/v1/evidence/audits/" + audit);
            var state = now.path("state").asString();
            if (state.equals("done") || state.equals("failed") || System.nanoTime() > until) {
                return Finding.expect(state.equals("done") && now.path("differences").asLong() == 0, "the audit ends as " + now);
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }
}
