package org.cityarchive.server.wiring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A question about health that is answered soon, also when what it is about does not answer: that is down. */
public final class HealthInTime implements HealthIndicator {
    private static final int PATIENCE_SECONDS = 3;
    private static final String WHY = "why";

    private final HealthIndicator asked;

    /** @param asked may take as long as it likes */
    public HealthInTime(HealthIndicator asked) {
        this.asked = asked;
    }

    @Override
    public Health health() {
        var late = Health.down().withDetail(WHY, "no answer in " + PATIENCE_SECONDS + " seconds").build();
        return CompletableFuture.supplyAsync(asked::health, Thread::startVirtualThread)
                .completeOnTimeout(late, PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(HealthInTime::down).join();
    }

    private static Health down(Throwable thrown) {
        var cause = thrown.getCause() == null ? thrown : thrown.getCause();
        return Health.down().withDetail(WHY, cause.getClass().getSimpleName()).build();
    }
}
