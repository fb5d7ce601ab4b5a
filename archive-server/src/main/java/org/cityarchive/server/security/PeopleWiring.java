package org.cityarchive.server.security;

import org.cityarchive.server.people.City;
import org.cityarchive.server.people.Doors;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.People;
import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Who may act, and how they come in. */
@Configuration(proxyBeanMethods = false)
@Import({SecurityWiring.class, SignInWiring.class})
public class PeopleWiring {
    @Bean
    PeopleInRoles peopleInRoles(DataSource connections, FactReader facts, City city, Clock clock) {
        return new PeopleInRoles(connections, facts, city, clock);
    }

    @Bean
    SealedText sealedText(KeyProvider keys) {
        return new SealedText(keys.secret(Secret.IDENTITY));
    }

    @Bean
    SealedNames sealedNames(DataSource connections, SealedText sealed) {
        return new SealedNames(connections, sealed);
    }

    @Bean
    WhoCan whoCan(PeopleInRoles people, SealedNames names) {
        return new WhoCan(people, names);
    }

    @Bean
    AccessLog accessLog(DataSource connections, SealedText sealed, Clock clock) {
        return new AccessLog(connections, sealed, clock);
    }

    @Bean(destroyMethod = "close")
    TurnedAway turnedAway(AccessLog log, Clock clock) {
        return new TurnedAway(log, clock).start();
    }

    @Bean
    Refusals refusals(AccessLog log) {
        return new NotedLaw(log);
    }

    @Bean
    City city(DataSource connections, ArchiveSettings settings) {
        return new City(connections, new City.Named(settings.cityName(), settings.cityZone()));
    }

    @Bean
    People people(Archive archive, Projections projections, FactReader facts, PeopleInRoles roles, SealedNames names, City city,
            ApiTokens tokens, Doors doors) {
        return new People(archive, projections, facts, roles, names, city, tokens::personBehind, doors);
    }

    @Bean
    Doors doorsOfPeople(Sessions sessions, ApiTokens tokens, SignInCodes codes, Logins logins, Passwords passwords,
            SecondFactor second, SealedMail mails) {
        return person -> {
            sessions.endAll(person);
            tokens.revokeAllOf(person);
            codes.takeBack(person);
            logins.remove(person);
            passwords.remove(person);
            second.off(person);
            mails.forget(person);
        };
    }

    @Bean
    OwnKeys ownKeys(Sessions sessions, Passwords passwords, SecondFactor second, Tries tries, TurnedAway turnedAway, City city) {
        return new OwnKeys(sessions, passwords, second, tries, turnedAway, city);
    }

    @Bean
    ApiTokens apiTokens(DataSource connections, Clock clock) {
        return new ApiTokens(connections, clock);
    }

    @Bean
    Sessions sessions(DataSource connections, Clock clock, ArchiveSettings settings, City city) {
        return new Sessions(connections, clock, settings.sessionLifetime(), settings.sessionIdle(), city::zone);
    }

    @Bean
    TokenController tokenController(ApiTokens tokens, ArchiveSettings settings, AccessLog log) {
        return new TokenController(tokens, settings.tokenLifetime(), log);
    }

    @Bean
    Welcome welcome(People people, PeopleInRoles roles, SealedNames names, SignInCodes codes, ApiTokens tokens, City city) {
        return new Welcome(people, roles, names, codes, tokens, city);
    }
}
