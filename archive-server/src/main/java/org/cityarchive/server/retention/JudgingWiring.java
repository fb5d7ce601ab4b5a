package org.cityarchive.server.retention;

import java.time.Duration;
import java.time.LocalDate;

import javax.sql.DataSource;

import org.cityarchive.core.law.Failure;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.disposition.DispositionWords;
import org.cityarchive.server.disposition.DueList;
import org.cityarchive.server.hold.HoldNames;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.server.hold.HoldWords;
import org.cityarchive.server.request.RequestRegister;
import org.cityarchive.server.request.RequestWords;
import org.cityarchive.server.search.SearchableRecords;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.CityTimes;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What judges records, and the sealed words of the features that it stands on. */
@Configuration(proxyBeanMethods = false)
public class JudgingWiring {
    private static final Duration REGISTER = Duration.ofSeconds(30);
    private static final int MANY = 1_000;

    @Bean
    HoldWords holdWords(DataSource connections, SealedText sealed) {
        return new HoldWords(connections, sealed);
    }

    @Bean
    RetentionWords retentionWords(DataSource connections, SealedText sealed) {
        return new RetentionWords(connections, sealed);
    }

    @Bean
    RequestWords requestWords(DataSource connections, SealedText sealed) {
        return new RequestWords(connections, sealed);
    }

    @Bean
    DispositionWords dispositionWords(DataSource connections, SealedText sealed) {
        return new DispositionWords(connections, sealed);
    }

    @Bean
    HoldScopes holdScopes(HoldWords words) {
        return new HoldScopes(words);
    }

    @Bean
    RuleQueries ruleQueries(RetentionWords words) {
        return new RuleQueries(words);
    }

    @Bean
    SettledFacts settledFacts(FactReader facts) {
        return new SettledFacts(facts);
    }

    @Bean
    SearchableRecords searchableRecords(Records records, AccountRegister accounts) {
        return new SearchableRecords(records, accounts);
    }

    @Bean
    Preparing preparing(FactReader facts, SettledFacts settled, HoldScopes holds, RuleQueries rules, PostgresVault vault,
            SearchableRecords readable, Words words, Projections projections) {
        return new Preparing(facts, settled, holds, rules, vault, readable, words, position -> registered(projections, position));
    }

    private static void registered(Projections projections, long position) {
        if (!projections.awaitPosition(AccountRegister.NAME, position, REGISTER)) {
            throw new Failure.StoreBusy("the register of accounts has not read position " + position + " yet");
        }
    }

    @Bean
    NamedScopes namedScopes(DataSource connections, SettledFacts settled, FactReader facts, CityTimes times,
            ObjectProvider<CalledBy> called) {
        return new NamedByFeatures(connections, settled, facts, () -> LocalDate.ofInstant(times.now(), times.city()),
                called::getObject);
    }

    @Bean
    CalledBy calledBy(HoldNames holds, RequestRegister requests, SettledFacts settled) {
        return new NamesOfFeatures(holds, requests, settled);
    }

    @Bean
    Marks marks(FactReader facts, HoldScopes holds, RuleQueries rules, Records records, SearchableRecords readable,
            LuceneSearch search, Words words, CityTimes times) {
        return new Marks(facts, holds, rules, records, readable, search, new ScopeWatch(words),
                () -> LocalDate.ofInstant(times.now(), times.city()));
    }

    @Bean
    StandingRows standingRows(DataSource connections, FactReader facts, HoldScopes holds, RuleQueries rules, CityTimes times) {
        return new StandingRows(connections, facts, holds, rules, () -> LocalDate.ofInstant(times.now(), times.city()),
                times::city);
    }

    @Bean(destroyMethod = "close")
    StandingThread standingThread(StandingRows rows, FactReader facts, LuceneSearch search) {
        return new StandingThread(rows, () -> facts.head() - search.searchableUpTo() > MANY).start();
    }

    @Bean
    Standings standings(DataSource connections, FactReader facts, HoldScopes holds, RuleQueries rules, CityTimes times) {
        return new Standings(connections, facts, holds, rules, () -> LocalDate.ofInstant(times.now(), times.city()), times::city);
    }

    @Bean
    DueList dueList(DataSource connections) {
        return new DueList(connections);
    }
}
