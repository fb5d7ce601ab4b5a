package org.cityarchive.server.retention;

import java.time.Clock;

import javax.sql.DataSource;

import org.cityarchive.server.store.Projections;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.security.ApiTokens;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Schedules, rules and dates: what people settle about retention, as pages and over the API. */
@Configuration(proxyBeanMethods = false)
@Import({SeriesPages.class, SchedulePages.class, RulePages.class, ScheduleController.class,
        RuleController.class, WhatIfPages.class, WhatIfController.class, DatePages.class, DateController.class,
        CalendarPages.class,
        RecordSeriesPages.class, RecordSeriesController.class})
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
    Confirming confirming(DataSource connections, SettledFacts settled, Preparing preparing, Projections projections,
            RetentionActs acts, ActorNames names) {
        return new Confirming(connections, settled, preparing, projections, acts, names);
    }

    @Bean
    Settlers settlers(WhoCan whoCan, RetentionActs acts) {
        return new Settlers(whoCan, acts);
    }

    @Bean
    RetentionWatch retentionWatch(Schedules schedules, Settlers settlers) {
        return new RetentionWatch(schedules, settlers);
    }

    @Bean
    RetentionSteps retentionSteps() {
        return new RetentionSteps();
    }

    @Bean
    SeriesCounts seriesCounts(DataSource connections) {
        return new SeriesCounts(connections);
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

    @Bean
    MissingDates missingDates(DataSource connections, ScheduleBook book, RetentionActs acts) {
        return new MissingDates(connections, book, acts);
    }

    @Bean
    DueCalendar dueCalendar(DataSource connections, RetentionActs acts) {
        return new DueCalendar(connections, acts);
    }

    @Bean
    WhatIfDrafts whatIfDrafts(ScheduleDrafts drafts, SeriesReadings readings, RecordSearch search, RetentionActs acts) {
        return new WhatIfDrafts(drafts, readings, search, acts::today, acts::zone);
    }

    @Bean
    WhatIfs whatIfs(DataSource connections, FactReader facts, HoldScopes holds, RuleQueries rules, SettledFacts settled,
            CityTimes times) {
        return new WhatIfs(new WhatIfRun(connections, new MarkedRecords(facts, holds, rules)), settled, facts, times);
    }

    @Bean
    RecordStandings recordStandings(DataSource connections, Preparing preparing, FactReader facts, HoldScopes holds,
            RuleQueries queries, SettledFacts settled, Schedules schedules, RuleBook rules, RetentionActs acts) {
        return new RecordStandings(connections, preparing, new MarkedRecords(facts, holds, queries), settled, schedules, rules,
                acts);
    }

    @Bean
    Classifying classifying(Preparing preparing, RetentionWords words, RetentionActs acts) {
        return new Classifying(preparing, words, acts);
    }

    @Bean
    AfterRelease afterRelease(DataSource connections, FactReader facts, HoldScopes holds, RuleQueries rules, RetentionActs acts) {
        return new AfterRelease(connections, facts, holds, rules, acts::today, acts::zone);
    }
}
