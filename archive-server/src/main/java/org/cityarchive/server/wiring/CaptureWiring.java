package org.cityarchive.server.wiring;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.law.Archive;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.DirectChannel;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.Sightings;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.PostgresVault;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of an observation into the archive, and of a record out of it. */
@Configuration(proxyBeanMethods = false)
class CaptureWiring {
    @Bean
    PostgresVault vault(DataSource connections, KeyProvider keys, Clock clock) {
        return new PostgresVault(connections, keys, clock);
    }

    @Bean
    ContentSealing contentSealing() {
        return new ContentSealing();
    }

    @Bean
    RecordIdentity recordIdentity(KeyProvider keys) {
        return new RecordIdentity(keys.secret(Secret.IDENTITY));
    }

    @Bean
    Sightings sightings(DataSource connections) {
        return new Sightings(connections);
    }

    @Bean
    CaptureChannel captureChannel(Archive archive, FactReader facts, Sightings sightings, RecordIdentity identity,
            PostgresVault vault,
            ContentSealing sealing) {
        return new DirectChannel(archive, facts, sightings, identity, vault, sealing);
    }

    @Bean
    Records records(FactReader facts, Sightings sightings, PostgresVault vault, RecordIdentity identity,
            AccountRegister accounts) {
        return new Records(facts, sightings, vault, identity, accounts);
    }
}
