package org.cityarchive.server.account;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Refusals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The register of the city's accounts. */
@Configuration(proxyBeanMethods = false)
public class AccountWiring {
    @Bean
    AccountWords accountWords(DataSource connections, SealedText sealed) {
        return new AccountWords(connections, sealed);
    }

    @Bean
    AccountRegister accountRegister(DataSource connections, AccountWords words) {
        return new AccountRegister(connections, words);
    }

    @Bean
    AliasDigests aliasDigests(KeyProvider keys) {
        return new AliasDigests(keys.secret(Secret.IDENTITY));
    }

    @Bean
    Opening opening(Archive archive, Projections projections, AccountRegister register, AccountWords words) {
        return new Opening(archive, projections, register, words);
    }

    @Bean
    AccountController accountController(AccountRegister register, Opening opening, City city) {
        return new AccountController(register, opening, () -> city.zone().getId());
    }

    @Bean
    AccountList accountList(AccountRegister register, RecordSearch search, WhoCan whoCan, CityTimes times,
            NamedByImports named, SeenByCapture seen) {
        return new AccountList(register, search, whoCan, times, named, seen);
    }

    @Bean
    AccountPages accountPages(AccountRegister register, Opening opening, AccountList list, FactReader facts, AccountWords words,
            ActorNames names, CityTimes times, Refusals refusals) {
        return new AccountPages(register, opening, list, new AccountHistory(facts, words, names), times, refusals);
    }

    @Bean
    UnknownAccountPages unknownAccountPages(AccountRegister register, Opening opening, AccountList list, NamedByImports named,
            CityTimes times, Refusals refusals) {
        return new UnknownAccountPages(register, opening, list, named, times, refusals);
    }
}
