package org.cityarchive.server.audit;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Projection;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.SqlProjection;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Audits of a running archive. */
@Configuration(proxyBeanMethods = false)
@Import({AuditRunController.class, AuditRunPages.class})
public class AuditingWiring {
    @Bean
    AuditRuns auditRuns(DataSource connections, Clock clock) {
        return new AuditRuns(connections, clock);
    }

    @Bean
    RowMarks rowMarks(DataSource connections, KeyProvider keys) {
        return new RowMarks(connections, keys.secret(Secret.COMMIT));
    }

    @Bean
    Audits audits(DataSource connections, FactCodec codec, KeyProvider keys, PostgresVault vault, SealedText sealed,
            List<Projection> projections, IndexedRecords index, Words words, AuditRuns runs, Archive archive, City city,
            ArchiveSettings settings) {
        var models = projections.stream().filter(SqlProjection.class::isInstance).map(SqlProjection.class::cast).toList();
        return new Audits(new Audits.Kept(connections, codec, keys, vault,
                DestructionJournals.of(settings.home(), keys)::destroyed, sealed, models, index, words, true), runs, archive,
                city::zone);
    }

    @Bean(destroyMethod = "close")
    AuditThread auditThread(Audits audits, RowMarks marks, City city, ArchiveSettings settings, Clock clock) {
        if (settings.databaseUrl() == null) {
            audits.runs().free(); // nobody else has this database: an audit whose server was killed goes on at once
        }
        return new AuditThread(audits, marks, city::zone, settings.auditAt(), clock).start();
    }

    @Bean
    AuditWatch auditWatch(AuditRuns runs, CityTimes times, Positions positions, ArchiveSettings settings) {
        return new AuditWatch(runs, times, positions, settings.auditAt() != null);
    }
}
