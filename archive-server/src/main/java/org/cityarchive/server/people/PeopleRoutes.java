package org.cityarchive.server.people;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.security.Logins;
import org.cityarchive.server.security.Sessions;
import org.cityarchive.server.security.SignInCodes;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.SiteAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** People over HTTP. */
@Configuration(proxyBeanMethods = false)
@Import({PeoplePages.class, PersonPages.class, TokenPages.class, OwnPages.class, MailConfirmPages.class, PeopleController.class})
public class PeopleRoutes {
    @Bean
    SealedMail sealedMail(DataSource connections, SealedText sealed) {
        return new SealedMail(connections, sealed);
    }

    @Bean
    MailChanges mailChanges(DataSource connections, SealedText sealed, SealedMail mails, Logins logins, Mailer mailer,
            SiteAddress site, City city, Clock clock) {
        return new MailChanges(connections, sealed, mails, logins, mailer, site, city, clock);
    }

    @Bean
    Directory directory(PeopleInRoles roles, SealedNames names, SealedMail mails, Sessions sessions, ApiTokens tokens) {
        return new Directory(roles, names, mails, sessions, tokens);
    }

    @Bean
    ShownOnce shownOnce(Clock clock) {
        return new ShownOnce(clock);
    }

    @Bean
    Invitations invitations(SignInCodes codes, SealedMail mails, Mailer mailer, SiteAddress site, City city) {
        return new Invitations(codes, mails, mailer, site, city);
    }

    @Bean
    Joining joining(People people, SealedMail mails, Logins logins, Invitations invitations) {
        return new Joining(people, mails, logins, invitations);
    }
}
