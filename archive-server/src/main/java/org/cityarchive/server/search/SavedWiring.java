package org.cityarchive.server.search;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.capture.Records;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.SiteAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Saved searches: what is kept, what is watched, what is mailed, their pages. */
@Configuration(proxyBeanMethods = false)
@Import(SavedPages.class)
class SavedWiring {
    @Bean
    SavedSearches savedSearches(DataSource connections, SealedText sealed, RecordSearch search, Clock clock) {
        return new SavedSearches(connections, sealed, search, clock);
    }

    @Bean
    SavedMatches savedMatches(SavedSearches searches, RecordsIndexed indexed, Records records, Words words, City city) {
        return new SavedMatches(searches, indexed, new JoinedThreads(records), new ScopeWatch(words), city::zone);
    }

    @Bean
    AlertLetters alertLetters(SealedMail mails, PeopleInRoles people, SiteAddress site) {
        return new AlertLetters(mails,
                person -> people.of(person).stream().anyMatch(role -> role.isHeld(people.today())), site);
    }

    @Bean
    AlertMails alertMails(DataSource connections, AlertLetters letters, Mailer mailer, City city, Clock clock) {
        return new AlertMails(connections, letters, mailer, city::zone, clock);
    }

    @Bean(destroyMethod = "close")
    AlertSending alertSending(AlertMails mails) {
        return new AlertSending(mails).start();
    }
}
