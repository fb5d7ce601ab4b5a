package org.cityarchive.server.hold;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.audit.IndexedRecords;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.people.SealedNames;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.retention.AfterRelease;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Papers;
import org.cityarchive.server.web.SiteAddress;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Legal holds: their register, pages, letters and API. */
@Configuration(proxyBeanMethods = false)
@Import({HoldPages.class, HoldReleasePages.class, HoldScopePages.class, HoldWizardPages.class, HoldReportPages.class,
        HoldController.class, HoldLookController.class})
public class HoldWiring {
    @Bean
    HoldRegister holdRegister(DataSource connections) {
        return new HoldRegister(connections);
    }

    @Bean
    Holding holding(Archive archive, Projections projections, HoldWords words, HoldScopes scopes, ActingPeople people, City city,
            Clock clock) {
        return new Holding(archive, projections, words, scopes, people, city, clock);
    }

    @Bean
    HoldPeople holdPeople(PeopleInRoles people, SealedNames names, SealedMail mails, ProfileInForce profile, HoldWords words,
            Holding holding) {
        return new HoldPeople(people, names, mails, profile, words, holding);
    }

    @Bean
    HoldMails holdMails(DataSource connections, HoldRegister register, HoldPeople people, SiteAddress site, Mailer mailer,
            Clock clock) {
        return new HoldMails(connections, register, people, new HoldLetters(site), mailer, clock);
    }

    @Bean
    HoldReminders holdReminders(HoldMails mails, AccessLog log) {
        return new HoldReminders(mails, log);
    }

    @Bean(destroyMethod = "close")
    HoldSending holdSending(HoldMails mails) {
        return new HoldSending(mails).start();
    }

    @Bean
    HoldDrafts holdDrafts(DataSource connections, SealedText sealed, Clock clock) {
        return new HoldDrafts(connections, sealed, clock);
    }

    @Bean
    ScopeLooks scopeLooks(RecordSearch search, IndexedRecords indexed, Records records, Words words, AccountRegister accounts,
            CityTimes times) {
        return new ScopeLooks(search, new ScopeThreads(search, records), indexed, records, new Matcher(words), accounts, times);
    }

    @Bean
    ScopePreviews scopePreviews(ScopeLooks looks, CityTimes times) {
        return new ScopePreviews(looks, times);
    }

    @Bean
    HoldReport holdReport(HoldViews views, RecordSearch search, Records records, ScopeLooks looks, CityTimes times) {
        return new HoldReport(views, search, records, looks, times);
    }

    @Bean
    HoldReportPaper holdReportPaper(HoldReport report, Papers papers, CityTimes times, City city) {
        return new HoldReportPaper(report, papers, times, city::name);
    }

    @Bean
    HoldViews holdViews(HoldRegister register, HoldWords words, HoldScopes scopes, ScopeLooks looks, HoldPeople people,
            HoldMails mails, AfterRelease after, HeldMarks marks) {
        return new HoldViews(register, words, scopes, looks, people, mails, after, marks);
    }

    @Bean
    HoldKeys holdKeys(HoldRegister register, HoldWords words, HoldScopes scopes) {
        return new HoldKeys(register, words, scopes);
    }

    @Bean
    HeldMarks heldMarks(DataSource connections, HoldRegister register, HoldWords words, HoldPeople people) {
        return new HeldMarks(connections, register, words, people);
    }

    @Bean
    HoldSteps holdSteps(HoldPeople people) {
        return new HoldSteps(people::secondRole);
    }

    @Bean
    HoldWatch holdWatch(HoldViews views, HoldPeople people, CityTimes times) {
        return new HoldWatch(views, people, times);
    }

    @Bean
    HoldNames holdNames(DataSource connections, HoldRegister register, HoldWords words, HoldPeople people) {
        return new HoldNames(connections, register, words, people);
    }

    @Bean
    LegalMarks legalMarks(DataSource connections, HeldMarks held, Holding holding) {
        return new LegalMarks(connections, held, holding::today);
    }
}
