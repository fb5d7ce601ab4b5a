package org.cityarchive.server.wiring;

import java.time.Clock;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.law.Projection;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event store, the archive that decides on it, and the readers of its facts. */
@Configuration(proxyBeanMethods = false)
class StoreWiring {
    @Bean
    Features features() {
        return ArchiveFeatures.laws();
    }

    @Bean
    FactCodec factCodec(Features features) {
        return features.codec();
    }

    @Bean(destroyMethod = "close")
    PostgresEventStore eventStore(DataSource connections, FactCodec codec, KeyProvider keys, Clock clock, Room room) {
        return new PostgresEventStore(connections, codec, keys.secret(Secret.COMMIT), clock, ArchiveFeatures.keptWriters(keys))
                .askingFirst(room::shortage).start();
    }

    @Bean
    Room room(ArchiveSettings settings) {
        return Room.of(settings.home(), settings.databaseUrl() == null);
    }

    @Bean
    HealthIndicator roomHealthIndicator(Room room) {
        return () -> room.shortage().map(full -> Health.down().withDetail("why", String.valueOf(full.getMessage())).build())
                .orElseGet(() -> Health.up().build());
    }

    @Bean(destroyMethod = "close")
    Features.Running archive(Features features, PostgresEventStore store) {
        return features.open(store);
    }

    @Bean
    FactReader factReader(DataSource connections, FactCodec codec) {
        return new FactReader(connections, codec);
    }

    @Bean(destroyMethod = "close")
    Projections projections(DataSource connections, FactReader reader, PostgresEventStore store, List<Projection> all) {
        var projections = new Projections(connections, reader, store.signal(), "server-" + UUID.randomUUID());
        all.forEach(projections::add);
        return projections.start();
    }

    @Bean
    HealthIndicator storeHealthIndicator(DataSource connections) {
        return new HealthInTime(new StoreHealth(connections));
    }

    @Bean
    HealthIndicator projectionsHealthIndicator(Projections projections) {
        return new HealthInTime(new ProjectionsHealth(projections));
    }
}
