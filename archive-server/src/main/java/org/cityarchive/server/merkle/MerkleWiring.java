package org.cityarchive.server.merkle;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log over all facts. */
@Configuration(proxyBeanMethods = false)
public class MerkleWiring {
    @Bean(destroyMethod = "close")
    MerkleLog merkleLog(DataSource connections, KeyProvider keys, PostgresEventStore store) {
        return new MerkleLog(connections, keys.secret(Secret.COMMIT), store.signal()).start();
    }

    @Bean
    Checkpoints checkpoints(DataSource connections, MerkleLog log, KeyProvider keys, Archive archive, City city,
            ArchiveSettings settings, Clock clock) {
        var host = settings.publicUrl() == null ? "{name}.archive.invalid" : settings.publicUrl().getAuthority();
        return new Checkpoints(new CheckpointRows(connections), log, keys, archive,
                new Checkpoints.Naming(host + "/log", city::zone, settings.witnesses()), clock);
    }

    @Bean(destroyMethod = "close")
    Signing signing(Checkpoints checkpoints) {
        return new Signing(checkpoints).start();
    }

    /** Down when the log stands still or may not be signed: what comes in then could not be proven. */
    @Bean
    HealthIndicator logHealthIndicator(MerkleLog log, Signing signing) {
        return () -> {
            var refused = signing.refused();
            var stopped = log.stopped();
            return refused == null && stopped == null
                    ? Health.up().build()
                    : Health.down()
                            .withDetail("log", refused == null ? "stands still: " + stopped : "log-behind-anchor: " + refused)
                            .build();
        };
    }
}
