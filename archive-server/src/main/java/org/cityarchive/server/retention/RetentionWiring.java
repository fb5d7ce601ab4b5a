package org.cityarchive.server.retention;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.vault.SealedText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Schedules, rules and dates: what people settle about retention, as pages and over the API. */
@Configuration(proxyBeanMethods = false)
@Import({SeriesPages.class, SchedulePages.class, RulePages.class})
public class RetentionWiring {
    @Bean
    ScheduleBook scheduleBook(FactReader facts) {
        return new ScheduleBook(facts);
    }

    @Bean
    RetentionActs retentionActs(Archive archive, PeopleInRoles people, ApiTokens tokens, City city) {
        return new RetentionActs(archive, people, tokens::personBehind, city);
    }

    @Bean
    ScheduleDrafts scheduleDrafts(DataSource connections, SealedText sealed, Clock clock) {
        return new ScheduleDrafts(connections, sealed, clock);
    }

    @Bean
    Readings readings(DataSource connections, RetentionWords words, Clock clock) {
        return new Readings(connections, words, clock);
    }

    @Bean
    Adopting adopting(ScheduleDrafts drafts, Readings readings, RetentionWords words, ScheduleBook book, RetentionActs acts) {
        return new Adopting(drafts, readings, words, book, acts);
    }

    @Bean
    Schedules schedules(ScheduleBook book, ScheduleDrafts drafts, Readings readings, RetentionWords words, ActorNames names) {
        return new Schedules(book, drafts, readings, words, names);
    }

    @Bean
    Settlers settlers(WhoCan whoCan, RetentionActs acts) {
        return new Settlers(whoCan, acts);
    }

    @Bean
    SeriesCounts seriesCounts(RecordSearch search, ScheduleBook book, RetentionActs acts) {
        return new SeriesCounts(search, book, acts);
    }

    @Bean
    RecordLines recordLines(Records records) {
        return new RecordLines(records);
    }

    @Bean
    RuleBook ruleBook(ScheduleBook book, RuleQueries queries, RecordSearch search, RecordLines lines, ActorNames names,
            RetentionWords words, RetentionActs acts) {
        return new RuleBook(book, queries, search, lines, names, words, acts);
    }
}
