package org.cityarchive.server.audit;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.cityarchive.server.wiring.RunningArchive;

/** An audit that somebody asks a running archive for, as its page does: the server's own thread begins it at once. */
public final class AskedAudit {
    private AskedAudit() {}

    /** What it named, now that it is over. */
    public static List<AuditRuns.Named> named(RunningArchive archive) {
        var runs = archive.part(AuditRuns.class);
        var asked = runs.begin("test", "it-director");
        archive.part(AuditThread.class).wake();
        Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20))
                .until(() -> !runs.find(asked.id()).orElseThrow().isOpen());
        return runs.differences(asked.id(), 0, 1_000);
    }
}
