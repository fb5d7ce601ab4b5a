package org.cityarchive.server.wiring;

import org.cityarchive.core.law.Failure;
import org.cityarchive.server.store.Projections;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Do all projections run? One that stopped is named, with the position of the fact it could not read. */
final class ProjectionsHealth implements HealthIndicator {
    private final Projections projections;

    ProjectionsHealth(Projections projections) {
        this.projections = projections;
    }

    @Override
    public Health health() {
        var health = Health.up();
        try {
            for (var standing : projections.standings()) {
                var stopped = standing.stopped();
                if (stopped != null) { // without its sentence: whoever asks for health is not known
                    health.down().withDetail(standing.name(), "stopped at position " + stopped.position());
                } else {
                    health.withDetail(standing.name(), "at position " + standing.position() + ", " + standing.lag() + " behind");
                }
            }
            return health.build();
        } catch (Failure e) {
            return Health.down().withDetail("why", "the database does not answer").build();
        }
    }
}
