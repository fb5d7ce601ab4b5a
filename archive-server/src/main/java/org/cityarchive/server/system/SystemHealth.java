package org.cityarchive.server.system;

import org.cityarchive.server.capture.DamageSeen;
import org.cityarchive.server.store.PostgresEventStore;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** What a load balancer asks: disks, keys and the writer of facts. Answers name parts and numbers only, for whoever asks is not known. */
final class SystemHealth {
    private SystemHealth() {}

    /** Down when a disk of home, index or keys takes nothing. */
    static HealthIndicator disks(Disks disks) {
        return () -> {
            var full = disks.measure().stream().filter(disk -> !disk.writes()).toList();
            var health = full.isEmpty() ? Health.up() : Health.down();
            full.forEach(disk -> health.withDetail(disk.part(), "takes nothing, " + disk.free() + " bytes are free"));
            return health.build();
        };
    }

    /** Down when the key store cannot be read: what is captured then could not be sealed under a new key. */
    static HealthIndicator keys(Measures measures) {
        return () -> measures.keysTrouble() == null
                ? Health.up().build()
                : Health.down().withDetail("why", "the key store cannot be read").build();
    }

    /** Up also when some cannot be read: the others can, and no other server would read those better. Their number is told. */
    static HealthIndicator records(DamageSeen damage) {
        return () -> Health.up().withDetail("damaged", damage.all().size()).build();
    }

    /** Down when the writer has ended: only a new start helps, which is what liveness is for. */
    static HealthIndicator writer(PostgresEventStore store) {
        return () -> store.isWriting()
                ? Health.up().build()
                : Health.down().withDetail("why", "the writer of facts has ended").build();
    }

}
