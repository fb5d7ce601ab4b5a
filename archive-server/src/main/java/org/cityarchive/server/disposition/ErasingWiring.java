package org.cityarchive.server.disposition;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.search.ExportJobs;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.BucketRenewal;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What follows a destruction. */
@Configuration(proxyBeanMethods = false)
@Import({ReturnPages.class, CertificatePages.class})
public class ErasingWiring {
    @Bean
    ErasureRows erasureRows(DataSource connections) {
        return new ErasureRows(connections);
    }

    @Bean
    Returns returns(DataSource connections, Records records, Preparing preparing, DispositionWords words, Archive archive,
            PeopleInRoles people, ApiTokens tokens, CityTimes times) {
        return new Returns(connections, records, preparing, words, archive, people, tokens::personBehind, times);
    }

    @Bean
    Certificates certificates(DataSource connections, FactReader facts, Records records, DispositionWords words,
            SealedNames names,
            MerkleLog log, Checkpoints checkpoints, City city) {
        return new Certificates(connections, facts, records, words, names, new Certificates.Log(log, checkpoints), city::name);
    }

    @Bean
    ReturnWatch returnWatch(Returns returns) {
        return new ReturnWatch(returns);
    }

    @Bean(destroyMethod = "close")
    Erasing erasing(DataSource connections, ErasureRows rows, FileKeys keys, PostgresVault vault, Records records,
            RecordsIndexed index, Projections projections, ExportJobs exports, Archive archive, City city,
            ArchiveSettings settings,
            Clock clock) {
        var renewal = new BucketRenewal(connections, keys, DestructionJournals.of(settings.home(), keys), clock,
                vault.recordKeys());
        return new Erasing(rows, renewal, new Erasing.Held(records, index, projections, exports), archive,
                () -> city.zone().getId()).start();
    }
}
