package org.cityarchive.server.system;

import java.time.Clock;

import javax.sql.DataSource;

import java.util.List;

import org.cityarchive.core.law.Projection;
import org.cityarchive.server.audit.AuditRuns;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.merkle.Signing;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.HealthInTime;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Measures, health and the page. */
@Configuration(proxyBeanMethods = false)
@Import(SystemPages.class)
public class SystemWiring {
    @Bean
    Disks disks(ArchiveSettings settings) {
        return new Disks(settings.home());
    }

    @Bean
    StoredMeasures storedMeasures(DataSource connections, Projections projections, Positions positions, RecordsIndexed index,
            MerkleLog log, Signing signing, Checkpoints checkpoints, AuditRuns audits, Clock clock) {
        return new StoredMeasures(connections, projections, positions, index, log, signing, checkpoints, audits, clock);
    }

    @Bean
    Measures measures(StoredMeasures database, PostgresEventStore store, KeyProvider keys, Disks disks, Records records,
            Clock clock) {
        return new Measures(database, store, keys, disks, records.damage(), clock);
    }

    @Bean
    SystemMetrics systemMetrics(Measures measures, PostgresEventStore store, List<Projection> all) {
        return new SystemMetrics(measures, store, all.stream().map(Projection::name).toList());
    }

    @Bean
    HealthIndicator disksHealthIndicator(Disks disks) {
        return new HealthInTime(SystemHealth.disks(disks));
    }

    @Bean
    HealthIndicator keysHealthIndicator(Measures measures) {
        return new HealthInTime(SystemHealth.keys(measures));
    }

    @Bean
    HealthIndicator recordsHealthIndicator(Records records) {
        return SystemHealth.records(records.damage());
    }

    @Bean
    HealthIndicator writerHealthIndicator(PostgresEventStore store) {
        return new HealthInTime(SystemHealth.writer(store));
    }
}
