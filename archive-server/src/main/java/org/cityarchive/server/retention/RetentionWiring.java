package org.cityarchive.server.retention;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.vault.SealedText;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Schedules, rules and dates: what people settle about retention, as pages and over the API. */
@Configuration(proxyBeanMethods = false)
@Import({SeriesPages.class, SchedulePages.class, RulePages.class, ScheduleController.class,
        RuleController.class})
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
    SeriesReadings seriesReadings(DataSource connections, RetentionWords words, Clock clock) {
        return new SeriesReadings(connections, words, clock);
    }

    @Bean
    Adopting adopting(ScheduleDrafts drafts, SeriesReadings readings, RetentionWords words, ScheduleBook book,
            RetentionActs acts) {
        return new Adopting(drafts, readings, words, book, acts);
    }

    @Bean
    Schedules schedules(ScheduleBook book, ScheduleDrafts drafts, SeriesReadings readings, RetentionWords words,
            ActorNames names) {
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

    @Bean
    DateBook dateBook(ScheduleBook book, RetentionWords words, ActorNames names, RetentionActs acts) {
        return new DateBook(book, words, names, acts);
    }

    @Bean
    SampleRetention sampleRetention(PeopleInRoles people, Adopting adopting, RuleBook rules, DateBook dates, ScheduleBook book,
            Positions positions, RetentionActs acts) {
        return new SampleRetention(people, adopting, rules, dates, book, positions, acts);
    }
}
