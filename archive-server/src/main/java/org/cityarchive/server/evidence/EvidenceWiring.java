package org.cityarchive.server.evidence;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.store.ToldFacts;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.people.City;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Proofs for people and programs. */
@Configuration(proxyBeanMethods = false)
@Import({LogController.class, EvidenceController.class, EvidencePages.class})
public class EvidenceWiring {
    @Bean
    RecordProofs recordProofs(Records records, PostgresVault vault, DataSource connections, MerkleLog log,
            Checkpoints checkpoints, Stamps stamps) {
        return new RecordProofs(records, vault, new ToldFacts(connections), log, checkpoints, stamps);
    }

    @Bean
    RecordEvidence recordEvidence(Records records, RecordProofs proofs, MerkleLog log, Checkpoints checkpoints) {
        return new RecordEvidence(records, proofs, log, checkpoints);
    }

    @Bean
    CertificatePackage certificatePackage(DataSource connections, MerkleLog log, Checkpoints checkpoints, Stamps stamps) {
        return new CertificatePackage(new ToldFacts(connections), log, checkpoints, stamps);
    }

    @Bean
    Stamps stamps(DataSource connections) {
        return new Stamps(connections);
    }

    @Bean(destroyMethod = "close")
    Stamping stamping(ArchiveSettings settings, Stamps stamps, Checkpoints checkpoints, Archive archive, City city, Clock clock) {
        return new Stamping(settings.stamps(), stamps, checkpoints, archive, city::zone, clock).start();
    }
}
