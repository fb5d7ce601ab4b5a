package org.cityarchive.server.evidence;

import javax.sql.DataSource;

import org.cityarchive.server.capture.Records;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.store.ToldFacts;
import org.cityarchive.server.vault.PostgresVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Proofs for people and programs. */
@Configuration(proxyBeanMethods = false)
@Import({LogController.class, EvidenceController.class, EvidencePages.class})
public class EvidenceWiring {
    @Bean
    RecordProofs recordProofs(Records records, PostgresVault vault, DataSource connections, MerkleLog log,
            Checkpoints checkpoints) {
        return new RecordProofs(records, vault, new ToldFacts(connections), log, checkpoints);
    }
}
