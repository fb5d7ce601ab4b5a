package org.cityarchive.server.security;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.Map;

import javax.sql.DataSource;

import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.ImportJobs;
import org.cityarchive.server.home.GoingLive;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.People;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.security.ClaimedRoles.Mapping;
import org.cityarchive.server.security.SingleSignOn.Issuer;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.SiteAddress;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.CannotRun;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/** How people come in: codes, passwords, the second factor, the city's own sign-in. */
@Configuration(proxyBeanMethods = false)
@Import({SignInPages.class, PasswordPages.class, SingleSignOnPages.class, FirstEntryPages.class, StayPages.class,
        SetUpPages.class})
class SignInWiring {
    @Bean
    Seals seals(KeyProvider keys, Clock clock) {
        return new Seals(keys.secret(Secret.IDENTITY), clock);
    }

    @Bean
    Logins logins(DataSource connections, Seals seals) {
        return new Logins(connections, seals);
    }

    @Bean
    Passwords passwords(DataSource connections, Clock clock) {
        return new Passwords(connections, clock);
    }

    @Bean
    SecondFactor secondFactor(DataSource connections, SealedText sealed, Clock clock) {
        return new SecondFactor(connections, sealed, clock);
    }

    @Bean
    Door door(Sessions sessions, CsrfTokenRepository formTokens, AccessLog log, Seals seals, Clock clock,
            ArchiveSettings settings) {
        return new Door(sessions, formTokens, log, seals, clock, settings.publicUrl());
    }

    @Bean
    SignInCodes signInCodes(DataSource connections, Clock clock, ArchiveSettings settings) {
        return new SignInCodes(connections, clock, settings.signInLifetime());
    }

    @Bean
    Tries tries(Clock clock, ArchiveSettings settings) {
        return new Tries(clock, settings.signInTries());
    }

    @Bean
    LoginTries loginTries(Clock clock) {
        return new LoginTries(clock);
    }

    @Bean
    SignInForm signInForm(City city, Passwords passwords, ArchiveSettings settings) {
        var ways = new SignInForm.Ways(settings.doors().local(), settings.doors().single() != null);
        return new SignInForm(city, passwords, ways, settings.sessionIdle());
    }

    @Bean
    SingleSignOnParts singleSignOn(ArchiveSettings settings, People people, PeopleInRoles roles, Seals seals,
            SiteAddress site) {
        var single = settings.doors().single();
        if (single == null) {
            return new SingleSignOnParts(null, new ClaimedRoles(new Mapping("", Map.of()), people, roles, seals));
        }
        var issuer = new Issuer(single.issuer(), single.clientId(), secret(single));
        return new SingleSignOnParts(new SingleSignOn(issuer, site),
                new ClaimedRoles(new Mapping(single.claim(), single.roles()), people, roles, seals));
    }

    @Bean
    GoingLive goingLive(PeopleInRoles people, Passwords passwords, SecondFactor secondFactor, ProfileInForce profiles,
            AccountRegister accounts, ImportJobs imports, ArchiveSettings settings) {
        return new SetUpSteps(people, passwords, secondFactor, profiles, accounts, imports, settings.doors());
    }

    private static String secret(DoorSettings.Single single) {
        var file = single.secretFile();
        try {
            return file == null ? "" : Files.readString(file).strip();
        } catch (IOException e) {
            throw new CannotRun("The file " + file + " with the client's secret cannot be read.", e);
        }
    }
}
