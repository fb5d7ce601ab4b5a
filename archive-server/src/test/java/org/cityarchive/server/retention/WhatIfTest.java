package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.CLERK;
import static org.cityarchive.server.retention.JudgedTown.MANAGER;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.Difference.Kind;
import org.cityarchive.core.retention.RetentionCommand.AdoptSchedule;
import org.cityarchive.core.retention.RetentionCommand.ConfirmSeries;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.retention.JudgedTown.Said;
import org.cityarchive.server.retention.SeriesReadings.Place;
import org.cityarchive.server.retention.WhatIfTally.Only;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a draft is said to change is what its adoption changes: the counts of the what-if are those of the due list afterwards. */
class WhatIfTest {
    private static final long SEED = Long.getLong("town.seed", 20_261_121);
    private static final int RECORDS = 200;
    private static final String[] WORDS = {"flood", "notice", "zoning", "parade", "water", "dog"};
    private static JudgedTown town;
    private static ScheduleDrafts drafts;
    private static SeriesReadings readings;
    private static WhatIfDrafts asking;
    private static WhatIfRun run;

    @BeforeAll
    static void live() throws IOException {
        town = new JudgedTown().marking();
        var random = new Random(SEED);
        var said = new ArrayList<Said>();
        for (int i = 0; i < RECORDS; i++) {
            var parent = i % 3 == 0 ? null : "r" + random.nextInt(i);
            said.add(new Said("r" + i, parent, WORDS[random.nextInt(WORDS.length)] + " " + WORDS[random.nextInt(WORDS.length)],
                    Instant.parse("2026-11-20T12:00:00Z").minusSeconds(86_400L * random.nextInt(2_500))));
        }
        town.say(said);
        town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION),
                RetentionFacts.series(RetentionFacts.COMPLAINT, "P1Y", Trigger.CREATION),
                RetentionFacts.series(RetentionFacts.NOTICE, "PERMANENT", Trigger.PERMANENT));
        town.rule("flood OR dog OR water", RetentionFacts.ROUTINE);
        town.rule("parade", RetentionFacts.COMPLAINT);
        town.rule("notice zoning", RetentionFacts.NOTICE);
        town.hold("flood water", Set.of(), Set.of());
        var request = new RequestId(UUID.randomUUID());
        town.send(new ReceiveRequest(request, town.words(), CLERK));
        town.send(new IncludeRecords(request, List.of(town.store.record("r5"), town.store.record("r17")), CLERK));
        town.settleDown();
        var source = town.store.database.connections();
        drafts = new ScheduleDrafts(source, town.sealed, Clock.systemUTC());
        readings = new SeriesReadings(source, town.words, Clock.systemUTC());
        asking = new WhatIfDrafts(drafts, readings, town.search, () -> TODAY, () -> CITY);
        run = new WhatIfRun(source, new MarkedRecords(town.store.facts, town.holds, town.rules));
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static Set<RecordId> due() {
        var due = new TreeSet<RecordId>();
        town.search.search(new Search(RecordQuery.parse("is:due", CITY), Sort.NEWEST, 1_000, null, null, null, false)).hits()
                .forEach(hit -> due.add(hit.record()));
        return due;
    }

    private static WhatIfTally ask(WhatIfDraft draft) {
        return run.run(draft, town.settled.now(), CITY, _ -> {
        });
    }

    private static WhatIfTally.Counts counted(WhatIfTally tally, Kind kind) {
        return Objects.requireNonNull(tally.counts().get(kind));
    }

    /** By record, the codes of the series that it stands in. */
    private static Map<RecordId, Set<String>> series(List<RecordId> records) {
        var series = new HashMap<RecordId, Set<String>>();
        JdbcClient.create(town.store.database.connections())
                .sql("select record, unnest(series) code from retention_record where record in (:records)")
                .param("records", records.stream().map(RecordId::value).toList())
                .query(row -> {
                    series.computeIfAbsent(new RecordId(row.getObject(1, UUID.class)), _ -> new TreeSet<>())
                            .add(row.getString(2));
                });
        return series;
    }

    private static SeriesLine line(Series series) {
        return new SeriesLine(series, "title", "schedule", "version", "note");
    }

    @Test
    void aSchedulesCountsAreThoseOfTheDueListAfterItsAdoption() {
        var before = due();
        var id = new ScheduleId(UUID.randomUUID());
        var series = List.of(RetentionFacts.series(RetentionFacts.ROUTINE, "P1Y", Trigger.CREATION),
                RetentionFacts.series(RetentionFacts.COMPLAINT, "P4Y", Trigger.CREATION),
                RetentionFacts.series(RetentionFacts.NOTICE, "P2Y", Trigger.CLOSED));
        drafts.begin(id, "next", TODAY, series.stream().map(WhatIfTest::line).toList(), CLERK.person());
        readings.keep(id, RetentionFacts.ROUTINE, new Place("1", "2", "3"), CLERK.person());
        readings.keep(id, RetentionFacts.NOTICE, new Place("1", "4", "3"), CLERK.person());

        var tally = ask(asking.schedule(id, town.settled.now()));
        assertThat(tally.records()).isEqualTo(RECORDS);
        assertThat(tally.due(false)).as("due as it is, seed %d", SEED).isEqualTo(before.size()).isPositive();
        for (var kind : List.of(Kind.LONGER, Kind.SHORTER, Kind.UNRESOLVED, Kind.NO_LONGER_DUE)) {
            assertThat(counted(tally, kind).all()).as("%s, seed %d", kind, SEED).isPositive();
            assertThat(tally.list(kind, Only.ALL, 0, RECORDS)).hasSize((int) counted(tally, kind).all());
            assertThat(counted(tally, kind).years().values().stream().mapToLong(Long::longValue).sum())
                    .as("the years add up").isEqualTo(counted(tally, kind).all());
            counted(tally, kind).years().forEach((year, count) -> assertThat(tally.count(kind, new Only(null, null, year)))
                    .as("each year's number is that of its list").isEqualTo(count));
        }
        assertThat(counted(tally, Kind.NEWLY_DUE).all()).as("while both wordings count, nothing comes due sooner").isZero();

        town.send(new AdoptSchedule(id, TODAY, series, town.words(), CLERK.person(), MANAGER));
        town.send(new ConfirmSeries(id, RetentionFacts.ROUTINE, town.words(), CLERK.person(), MANAGER));
        town.send(new ConfirmSeries(id, RetentionFacts.NOTICE, town.words(), CLERK.person(), MANAGER));
        town.settleDown();
        assertThat(due()).as("seed %d", SEED).isEqualTo(new TreeSet<>(tally.dueThen()));
        var left = new TreeSet<>(before);
        left.removeAll(due());
        assertThat(left).isEqualTo(new TreeSet<>(tally.list(Kind.NO_LONGER_DUE, Only.ALL, 0, RECORDS)));

        town.send(new ConfirmSeries(id, RetentionFacts.COMPLAINT, town.words(), CLERK.person(), MANAGER));
        town.settleDown();
        var more = due();
        more.removeAll(tally.dueThen());
        assertThat(more).as("once confirmed").isEqualTo(new TreeSet<>(tally.list(Kind.DUE_ONCE_CONFIRMED, Only.ALL, 0, RECORDS)));
        aRulesCountsAreThoseOfTheDueListAfterItsAdoption();
    }

    /** After the schedule, since a town's law is one. */
    private static void aRulesCountsAreThoseOfTheDueListAfterItsAdoption() {
        var before = due();
        var rule = new RuleId(UUID.randomUUID());
        var tally = ask(asking.rule(rule, 1, "zoning", "zoning OR notice", RetentionFacts.ROUTINE, town.settled.now()));
        assertThat(counted(tally, Kind.CLASSIFIED).all()).as("had no series").isPositive();
        var moved = tally.list(Kind.OTHER_SERIES, Only.ALL, 0, RECORDS);
        var stood = series(moved);
        assertThat(moved).as("stood in a series, and stand in one more").isNotEmpty().hasSizeLessThan(RECORDS);
        town.reword(rule, 1, "zoning OR notice", RetentionFacts.ROUTINE);
        town.settleDown();
        assertThat(due()).isEqualTo(new TreeSet<>(tally.dueThen()));
        var fresh = due();
        fresh.removeAll(before);
        var stand = series(moved);
        assertThat(moved).allSatisfy(record -> assertThat(stand.get(record)).hasSize(
                Objects.requireNonNull(stood.get(record)).size() + 1));
        assertThat(fresh).isEqualTo(new TreeSet<>(tally.list(Kind.NEWLY_DUE, Only.ALL, 0, RECORDS))).isNotEmpty();
    }
}
