package org.cityarchive.server.disposition;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.server.capture.ImportKeyRenewal;
import org.cityarchive.server.capture.KeptUploads;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.RefusedOfDestroyed;
import org.cityarchive.server.evidence.CertificatePackage;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.retention.RetentionWords;
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
import org.cityarchive.server.web.Papers;
import org.cityarchive.server.web.SiteAddress;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What follows a destruction. */
@Configuration(proxyBeanMethods = false)
@Import({ReturnPages.class, CertificatePages.class, CertificateList.class, HomePages.class})
public class ErasingWiring {
    @Bean
    ErasureRows erasureRows(DataSource connections, ArchiveSettings settings) {
        return new ErasureRows(connections, HomeName.of(settings.home()));
    }

    @Bean
    Returns returns(DataSource connections, Records records, Preparing preparing, DispositionWords words, Archive archive,
            PeopleInRoles people, ApiTokens tokens, CityTimes times) {
        return new Returns(connections, records, preparing, words, archive, people, tokens::personBehind, times);
    }

    @Bean
    StruckHomes struckHomes(DataSource connections) {
        return new StruckHomes(connections);
    }

    @Bean
    Homes homes(StruckHomes struck, Archive archive, DispositionWords words, ActingPeople people, ActorNames names,
            Projections projections) {
        return new Homes(struck, archive, words, people, names, projections);
    }

    @Bean
    IssuedCertificates issuedCertificates(DataSource connections) {
        return new IssuedCertificates(connections);
    }

    @Bean
    DispositionTabs dispositionTabs(DispositionBatches batches, IssuedCertificates issued) {
        return new DispositionTabs(batches, issued);
    }

    @Bean
    Certificates certificates(IssuedCertificates issued, DispositionWords words, FactReader facts, CertificatePackage evidence) {
        return new Certificates(issued, words, facts, evidence);
    }

    @Bean
    DestructionSheet destructionDocument(DispositionBatches batches, ListChecks checks, IssuedCertificates issued,
            Certificates certificates, FactReader facts, RetentionWords words, CityTimes times) {
        return new DestructionSheet(batches, checks, issued, certificates, facts, words, times);
    }

    @Bean
    CertificatePaper certificatePaper(Papers papers, SiteAddress site) {
        return new CertificatePaper(papers, site);
    }

    @Bean
    Certifying certifying(IssuedCertificates issued, DataSource connections, Certifying.Told told, CertificatePackage evidence,
            Archive archive, City city, Clock clock) {
        return new Certifying(issued, new ErasureTraces(connections), told, evidence, archive, city, clock);
    }

    @Bean
    Certifying.Told certifyingTold(FactReader facts, Records records, DispositionWords words, RetentionWords schedules,
            ActorNames names, DispositionBatches batches, Projections projections) {
        return new Certifying.Told(facts, records, words, schedules, names, batches, projections);
    }

    @Bean
    ReturnWatch returnWatch(Returns returns) {
        return new ReturnWatch(returns);
    }

    @Bean(destroyMethod = "close")
    Erasing erasing(DataSource connections, ErasureRows rows, FileKeys keys, PostgresVault vault, Records records,
            RecordIndex files, RecordsIndexed index, Projections projections, ExportJobs exports, KeptUploads uploads,
            RefusedOfDestroyed refused,
            ImportKeyRenewal importKeys, Archive archive, City city, ArchiveSettings settings, Certifying certifying,
            Clock clock) {
        var renewal = new BucketRenewal(connections, keys, DestructionJournals.of(settings.home(), keys), clock,
                vault.recordKeys());
        return new Erasing(rows, renewal,
                new Erasing.Held(records, files, index, projections, exports, uploads, refused, importKeys),
                archive,
                certifying, () -> city.zone().getId()).start(HomeName.place(settings.home()));
    }
}
