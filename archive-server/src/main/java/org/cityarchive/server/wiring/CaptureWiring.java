package org.cityarchive.server.wiring;

import java.time.Clock;
import java.util.List;

import javax.sql.DataSource;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.DailyUpkeep;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.capture.DirectChannel;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.SightingThinning;
import org.cityarchive.server.capture.Sightings;
import org.cityarchive.server.capture.Stubs;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.MediaStaging;
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
    MediaStaging mediaStaging(DataSource connections) {
        return new MediaStaging(connections);
    }

    @Bean
    SightingThinning sightingThinning(DataSource connections, City city, Clock clock, RowMarks marks) {
        return new SightingThinning(connections, city::zone, clock, numbers -> marks.release("capture_sighting", numbers));
    }

    @Bean(destroyMethod = "close")
    DailyUpkeep dailyUpkeep(MediaStaging staging, SightingThinning sightings) {
        return new DailyUpkeep(List.of(new DailyUpkeep.Work("media that came to no commit", staging::sweep),
                new DailyUpkeep.Work("sightings between two of the same", sightings::run))).start();
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
            ContentSealing sealing, MediaStaging staging) {
        return new DirectChannel(archive, facts, sightings, identity, vault, sealing, staging);
    }

    @Bean
    Stubs stubs(DataSource connections, FactReader facts, AccountRegister accounts, NamedScopes scopes) {
        return new Stubs(connections, facts, accounts, scopes);
    }

    @Bean
    Records records(FactReader facts, Sightings sightings, PostgresVault vault, RecordIdentity identity,
            AccountRegister accounts) {
        return new Records(facts, sightings, vault, identity, accounts);
    }
}
