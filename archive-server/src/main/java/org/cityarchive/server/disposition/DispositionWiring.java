package org.cityarchive.server.disposition;

import java.time.Clock;
import java.time.LocalDate;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.Archive;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.mail.Mailer;
import org.cityarchive.server.people.ActingPeople;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.people.SealedMail;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.request.RequestKeeping;
import org.cityarchive.server.retention.NamedBatches;
import org.cityarchive.server.retention.Preparing;
import org.cityarchive.server.retention.SettledFacts;
import org.cityarchive.server.retention.StandingRows;
import org.cityarchive.server.retention.Standings;
import org.cityarchive.server.search.ExportJobs;
import org.cityarchive.server.store.Claims;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.RefusalNames;
import org.cityarchive.server.web.Refusals;
import org.cityarchive.server.web.SiteAddress;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** The end of records: their batches, who looks at and approves them, and what carries them out. */
@Configuration(proxyBeanMethods = false)
@Import({DispositionController.class, DispositionPages.class, ReviewPages.class, ApprovalPages.class, OfferPages.class,
        DueController.class, DuePages.class, UndatedPages.class, TransferController.class, TransferPages.class})
public class DispositionWiring {
    @Bean
    DispositionBatches dispositionBatches(DataSource connections) {
        return new DispositionBatches(connections);
    }

    @Bean
    NamedBatches namedBatches(DispositionBatches batches) {
        return id -> batches.of(id).map(Batch::name).orElseGet(id::toString);
    }

    @Bean
    Disposing disposing(Archive archive, Projections projections, DispositionBatches batches, DispositionWords words,
            Preparing preparing, ListChecks checks, HandOvers handOvers, ActingPeople people, City city) {
        return new Disposing(archive, projections, batches, words, new Disposing.Judging(preparing, checks), handOvers, people,
                city);
    }

    @Bean
    HandOvers handOvers(DataSource connections, FactReader facts, PeopleInRoles people) {
        return new HandOvers(connections, new SettledFacts(facts), people::today);
    }

    @Bean
    Transfers transfers(DataSource connections, Disposing disposing, DispositionBatches batches, Rechecking rechecking,
            HandOvers handOvers, DispositionWords words, ExportJobs exports, Clock clock) {
        return new Transfers(connections, disposing, batches, new Transfers.Looking(rechecking, handOvers), words, exports,
                clock);
    }

    @Bean
    OfferedRecords offeredRecords(DataSource connections) {
        return new OfferedRecords(connections);
    }

    @Bean
    ExecutionRows executionRows(DataSource connections) {
        return new ExecutionRows(connections);
    }

    @Bean(destroyMethod = "close")
    Executions executions(DataSource connections, ExecutionRows rows, Disposing disposing, DispositionBatches batches,
            Erasing erasing, Clock clock) {
        return new Executions(rows, disposing, batches, new Claims(connections, "disposition", "server-" + UUID.randomUUID()),
                clock, erasing::finish);
    }

    @Bean
    BatchJson batchJson(DispositionBatches batches, DispositionWords words, ExecutionRows orders, HandOvers handOvers,
            ActorNames names, City city, Clock clock) {
        return new BatchJson(batches, words, orders, handOvers, names, () -> LocalDate.ofInstant(clock.instant(), city.zone()));
    }

    @Bean
    BatchModel batchModel(Disposing disposing, BatchJson json, HandOvers handOvers, ActorNames names, ProfileInForce profile,
            WhoCan whoCan, Refusals refusals, RefusalNames holds) {
        return new BatchModel(disposing, json, handOvers, new BatchModel.People(names, profile, whoCan, holds), refusals);
    }

    @Bean
    DispositionSteps dispositionSteps(BatchModel pages) {
        return new DispositionSteps(pages::approver);
    }

    @Bean
    ListedRows listedRows(Records records, Positions positions, DispositionWords words) {
        return new ListedRows(records, positions, words);
    }

    @Bean
    Rechecking rechecking(Preparing preparing, FactReader facts, CityTimes times) {
        return new Rechecking(preparing, facts, times);
    }

    @Bean(destroyMethod = "close")
    ListChecks listChecks(DispositionBatches batches, Rechecking rechecking, FactReader facts, SettledFacts settled,
            CityTimes times) {
        return new ListChecks(new ListCheck.Asking(batches, rechecking, facts, settled, times));
    }

    @Bean
    DueWhy dueWhy(Rechecking rechecking, CityTimes times, PeopleInRoles people) {
        return new DueWhy(rechecking, times, people::today);
    }

    @Bean
    DueEntries dueEntries(DueList list, Standings standings, StandingRows waiting, ListedRows rows, DispositionBatches batches) {
        return new DueEntries(list, standings, waiting, rows, batches);
    }

    @Bean
    DispositionWatch dispositionWatch(DispositionBatches batches, BatchModel pages, DueList due) {
        return new DispositionWatch(batches, pages, due);
    }

    @Bean(destroyMethod = "close")
    ApprovalMails approvalMails(DataSource connections, DispositionBatches batches, BatchModel pages, PeopleInRoles roles,
            SealedMail addresses, Mailer mailer, SiteAddress site, Clock clock) {
        return new ApprovalMails(connections, batches, pages, new ApprovalMails.People(roles, addresses, mailer, site), clock)
                .start();
    }

    @Bean
    SampleDisposition sampleDisposition(PeopleInRoles people, DispositionBatches batches, Disposing disposing,
            Executions executions, Erasing erasing, RequestKeeping requests) {
        return new SampleDisposition(people, batches, disposing, executions, erasing, requests);
    }

    @Bean
    GoOn executionsGoOn(Executions executions) {
        return new GoOn(executions);
    }

    /** Goes on with what was ordered, once the archive answers. */
    static final class GoOn {
        private final Executions executions;

        GoOn(Executions executions) {
            this.executions = executions;
        }

        @EventListener(ApplicationReadyEvent.class)
        void ready() {
            executions.start();
        }
    }
}
