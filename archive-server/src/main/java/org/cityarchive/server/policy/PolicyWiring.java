package org.cityarchive.server.policy;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.SealedText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The rules the city lives by. */
@Configuration(proxyBeanMethods = false)
@Import(CityPages.class)
public class PolicyWiring {
    @Bean
    Choosing choosing(Archive archive, Projections projections, ProfileInForce profiles, City city) {
        return new Choosing(archive, projections, profiles, city);
    }

    @Bean
    ProfileInForce profileInForce(DataSource connections, SealedText sealed) {
        return new ProfileInForce(connections, sealed);
    }
}
