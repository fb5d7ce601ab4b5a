package org.cityarchive.server.policy;

import javax.sql.DataSource;

import org.cityarchive.server.vault.SealedText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The rules the city lives by. */
@Configuration(proxyBeanMethods = false)
@Import(CityPages.class)
public class PolicyWiring {
    @Bean
    ProfileInForce profileInForce(DataSource connections, SealedText sealed) {
        return new ProfileInForce(connections, sealed);
    }
}
