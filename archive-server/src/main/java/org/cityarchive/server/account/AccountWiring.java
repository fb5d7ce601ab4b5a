package org.cityarchive.server.account;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.people.City;
import org.cityarchive.server.store.Projections;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The register of the city's accounts. */
@Configuration(proxyBeanMethods = false)
public class AccountWiring {
    @Bean
    AccountRegister accountRegister(DataSource connections) {
        return new AccountRegister(connections);
    }

    @Bean
    Opening opening(Archive archive, Projections projections, AccountRegister register) {
        return new Opening(archive, projections, register);
    }

    @Bean
    AccountController accountController(AccountRegister register, Opening opening, City city) {
        return new AccountController(register, opening, () -> city.zone().getId());
    }
}
