package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.CLERK;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import org.cityarchive.core.disposition.DispositionCommand;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.OfferedTo;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.request.RequestCommand.CloseRequest;
import org.cityarchive.core.request.RequestCommand.IncludeRecords;
import org.cityarchive.core.request.RequestCommand.ReceiveRequest;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.FiscalYear;
import org.cityarchive.core.retention.RetentionCommand.ClassifyRecord;
import org.cityarchive.core.retention.RetentionCommand.EnterAuditReport;
import org.cityarchive.core.retention.RetentionCommand.ResolveTrigger;
import org.cityarchive.core.retention.RetentionCommand.RetireRule;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.disposition.DueList;
import org.cityarchive.server.retention.JudgedTown.Said;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What lists and marks show of a seeded town is what the law makes of the same facts by the vault's words. */
class StandingRowsTest {
    private static final long SEED = Long.getLong("town.seed", 20_261_121);
    private static final int RECORDS = 240;
    private static final String[] WORDS = {"flood", "Flood", "bogotá", "notice", "zoning", "parade", "water", "dog"};
    private static final List<RecordId> ALL = new ArrayList<>();
    private static final Random RANDOM = new Random(SEED);
    private static JudgedTown town;
    private static HoldId floods;
    private static RequestId asked;

    @BeforeAll
    static void live() throws IOException {
        town = new JudgedTown().marking();
        town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION),
                RetentionFacts.series(RetentionFacts.COMPLAINT, "P2Y", Trigger.CLOSED),
                RetentionFacts.series(RetentionFacts.PROMOTION, "P5Y", Trigger.FY_END_AUDITED),
                RetentionFacts.series(RetentionFacts.NOTICE, "PERMANENT", Trigger.PERMANENT));
        var early = town.rule("flood OR dog", RetentionFacts.ROUTINE);
        var thrown = town.rule("parade", RetentionFacts.NOTICE);
        floods = town.hold("flood water", Set.of(), Set.of());
        say(0, RECORDS / 2); // meets the rules and the hold as it comes in
        town.rule("zoning -dog", RetentionFacts.COMPLAINT); // finds what is stored
        town.rule("kind:comment notice", RetentionFacts.PROMOTION);
        town.rule("water", RetentionFacts.ROUTINE);
        town.release(town.hold("=bogotá", Set.of(), Set.of()), TODAY.minusDays(5));
        town.release(town.hold("notice", Set.of(), Set.of()), TODAY.minusDays(50));
        town.hold(null, Set.of(any()), Set.of(ALL.getFirst(), any()));
        town.hold("thread:" + ALL.get(3), Set.of(), Set.of());
        town.rule("thread:" + ALL.get(6) + " -dog", RetentionFacts.NOTICE);
        town.holdWholeThreads("flood parade zoning");
        asked = settle(thrown);
        say(RECORDS / 2, RECORDS);
        town.holdWholeThreads("dog zoning water");
        town.reword(early, 2, "dog OR bogotá", RetentionFacts.ROUTINE);
        town.settleDown();
    }

    private static RecordId any() {
        return ALL.get(RANDOM.nextInt(ALL.size()));
    }

    @AfterAll
    static void close() {
        town.close();
    }

    private static void say(int from, int to) {
        var said = new ArrayList<Said>();
        for (int i = from; i < to; i++) {
            var words = Stream.generate(() -> WORDS[RANDOM.nextInt(WORDS.length)]).limit(RANDOM.nextInt(4) + 1).toList();
            int years = RANDOM.nextInt(12) == 0 ? 52 : RANDOM.nextInt(9);
            // one in six answers something that comes later, or never
            var parent = i % 3 == 0 ? null : "r" + (i % 6 == 5 ? i + RANDOM.nextInt(RECORDS) : RANDOM.nextInt(i));
            said.add(new Said("r" + i, parent, String.join(" ", words),
                    Instant.parse("2026-11-20T12:00:00Z").minusSeconds(31_556_952L * years + 86_400L * RANDOM.nextInt(360))));
            ALL.add(town.store.record("r" + i));
        }
        town.say(said);
    }

    @Test
    void aThreadIsTheRecordItBeginsWithAndAllThatAnswersIt() {
        var first = ALL.get(3);
        var within = town.preparing.prepare(ALL, TODAY).candidates().stream().map(Candidate::evaluated)
                .filter(one -> one.record().equals(first) || one.ancestors().contains(first)).map(Evaluated::record)
                .collect(Collectors.toSet());
        assertThat(within).hasSizeGreaterThan(2);
        assertThat(town.names.lookedUp(RecordQuery.parse("thread:" + first, CITY))).isEqualTo(new RecordQuery.Among(within));
    }

    private static RequestId settle(RuleId thrown) {
        town.send(new RetireRule(thrown, town.words(), CLERK));
        for (int year = 2018; year < 2023; year++) {
            town.send(new EnterAuditReport(new FiscalYear(year), LocalDate.of(year + 1, 2, 14), town.words(), CLERK));
        }
        for (int i = 0; i < 25; i++) {
            town.send(new ResolveTrigger(any(), Trigger.CLOSED, TODAY.minusDays(RANDOM.nextInt(2_000)), town.words(), CLERK));
            var one = town.preparing.prepare(List.of(any()), TODAY).candidates().getFirst();
            town.send(new ClassifyRecord(one.evaluated(), List.of(RetentionFacts.ROUTINE), town.words(), CITY, CLERK));
        }
        var asking = new RequestId(UUID.randomUUID());
        var over = new RequestId(UUID.randomUUID());
        for (var request : List.of(asking, over)) {
            town.send(new ReceiveRequest(request, town.words(), CLERK));
            town.send(new IncludeRecords(request, ALL.subList(RANDOM.nextInt(20), 20 + RANDOM.nextInt(40)), CLERK));
        }
        town.send(new CloseRequest(over, town.words(), CLERK));
        return asking;
    }

    private static SortedMap<RecordId, String> byLaw(LocalDate day) {
        var prepared = town.preparing.prepare(ALL, TODAY);
        var first = new TreeMap<RecordId, String>();
        prepared.candidates().forEach(candidate -> first.put(candidate.record(),
                prepared.obstacles(candidate, TODAY, CITY).stream().filter(o -> o.standsOn(day)).map(Reason::of)
                        .min(Comparator.naturalOrder()).map(Reason::word).orElse("due")));
        return first;
    }

    private static SortedMap<RecordId, String> byRows(LocalDate day) {
        var first = new TreeMap<RecordId, String>();
        JdbcClient.create(town.store.database.connections())
                .sql("select record, " + DueRows.first() + " from retention_record").param("day", day)
                .query(row -> {
                    first.put(new RecordId(row.getObject(1, UUID.class)), row.getString(2));
                });
        return first;
    }

    @Test
    void everyDayShowsWhatTheLawSays() {
        var reasons = new TreeSet<String>();
        for (var day : List.of(TODAY, TODAY.minusDays(700), TODAY.plusDays(20), TODAY.plusDays(26), TODAY.plusDays(400),
                TODAY.plusDays(4_000))) {
            var law = byLaw(day);
            assertThat(byRows(day)).as("seed %d, day %s", SEED, day).isEqualTo(law);
            reasons.addAll(law.values());
        }
        assertThat(reasons).contains("due", "hold", "release-wait", "request", "trigger", "series", "offer", "reply", "kept");
    }

    /** Stored ones by a query on the index, new ones by percolation: both as the matcher says by the vault's words. */
    @Test
    void marksAreWhatTheMatcherSays() {
        var prepared = town.preparing.prepare(ALL, TODAY);
        var law = new HashMap<String, Set<RecordId>>();
        prepared.candidates().forEach(candidate -> {
            candidate.evaluated().scopes().forEach((scope, covers) -> add(law, "hold " + scope.hold() + " " + scope.number(),
                    candidate.record(), covers));
            candidate.evaluated().rules().forEach((rule, matches) -> add(law, "rule " + rule.rule() + " " + rule.version(),
                    candidate.record(), matches));
        });
        var marks = new HashMap<String, Set<RecordId>>();
        JdbcClient.create(town.store.database.connections()).sql("""
                select 'hold ' || hold || ' ' || scope, record from hold_mark union all
                select 'rule ' || rule || ' ' || version, record from retention_mark""")
                .query(row -> {
                    add(marks, row.getString(1), new RecordId(row.getObject(2, UUID.class)), true);
                });
        var captured = Set.copyOf(ALL);
        marks.values().forEach(records -> records.retainAll(captured));
        marks.keySet().retainAll(law.keySet()); // what cooled off is marked and binds nothing
        assertThat(marks).isEqualTo(law);
        assertThat(law).hasSize(11);
    }

    private static void add(Map<String, Set<RecordId>> to, String mark, RecordId record, boolean is) {
        if (is) {
            to.computeIfAbsent(mark, _ -> new HashSet<>()).add(record);
        }
    }

    @Test
    void marksCanBeSearchedFor() {
        var law = byLaw(TODAY);
        var due = law.entrySet().stream().filter(one -> one.getValue().equals("due")).map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        assertThat(town.found("is:due")).isEqualTo(due).isNotEmpty();
        assertThat(town.found("-is:due")).hasSize(RECORDS - due.size());
        assertThat(town.found("hold:" + floods)).isEqualTo(town.found("flood water")).isNotEmpty();
        assertThat(town.found("is:held kind:post flood water")).isEqualTo(town.found("kind:post flood water"));
        var prepared = town.preparing.prepare(ALL, TODAY);
        var routine = new TreeSet<RecordId>();
        prepared.candidates().forEach(one -> {
            var record = prepared.judged().records().getOrDefault(one.record(), RecordNow.UNKNOWN);
            if (prepared.judged().retention().classification(record, one.evaluated()).series()
                    .containsKey(RetentionFacts.ROUTINE)) {
                routine.add(one.record());
            }
        });
        assertThat(town.found("series:s1-corr-routine")).isEqualTo(routine).isNotEmpty();
        assertThat(town.found("request:" + asked)).isNotEmpty();
    }

    @Test
    void theDueListAddsUpAndIsReadPageByPage() {
        var list = new DueList(town.store.database.connections());
        for (var day : List.of(TODAY, TODAY.plusDays(400))) {
            var law = byLaw(day);
            law.values().removeIf(reason -> reason.equals("kept") || reason.equals("permanent"));
            var wanted = DueList.Wanted.on(day);
            var bar = list.bar(wanted);
            var lines = new TreeMap<RecordId, String>();
            String cursor = null;
            do {
                var page = list.page(wanted, cursor, 17);
                page.lines().forEach(line -> {
                    var first = line.first();
                    assertThat(lines.put(line.record(), first == null ? "due" : first.word())).isNull();
                });
                cursor = page.next();
            } while (cursor != null);
            lines.forEach((record, reason) -> assertThat(reason).isEqualTo(law.get(record)));
            assertThat(bar.total()).isEqualTo(lines.size());
            assertThat(bar.due()).isEqualTo(law.values().stream().filter("due"::equals).count()).isPositive();
            assertThat(list.page(new DueList.Wanted(day, null, null, true), null, 1_000).lines()).hasSize((int) bar.due());
            for (var by : List.of(DueList.By.YEAR, DueList.By.ACCOUNT)) {
                var shares = list.shares(wanted, by);
                assertThat(shares.stream().mapToLong(DueList.Share::due).sum()).isEqualTo(bar.due());
                assertThat(shares.stream().mapToLong(DueList.Share::notDue).sum()).isEqualTo(bar.notDue());
            }
            assertThat(list.shares(wanted, DueList.By.SERIES)).isNotEmpty();
        }
    }

    @Test
    void aRecordSaysEveryReasonWhyItIsNotDue() {
        var standings = town.standings.of(ALL);
        var prepared = town.preparing.prepare(ALL, TODAY);
        for (var candidate : prepared.candidates()) {
            var standing = Objects.requireNonNull(standings.get(candidate.record()));
            assertThat(standing.isChecked()).isTrue();
            assertThat(new TreeSet<>(standing.whyNot(TODAY).stream().map(Obstacle::name).toList())).isEqualTo(
                    new TreeSet<>(prepared.obstacles(candidate, TODAY, CITY).stream().filter(o -> o.standsOn(TODAY))
                            .map(Obstacle::name).toList()));
        }
        assertThat(town.standings.of(new RecordId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    void whatIsOfferedIsShownAsOffered() {
        var law = byLaw(TODAY);
        var old = ALL.stream().filter(record -> "offer".equals(law.get(record))).filter(record -> {
            var prepared = town.preparing.prepare(List.of(record), TODAY);
            return prepared.obstacles(prepared.candidates().getFirst(), TODAY, CITY).stream().filter(o -> o.standsOn(TODAY))
                    .count() == 1;
        }).findFirst().orElseThrow();
        var prepared = town.preparing.prepare(List.of(old), TODAY);
        var disposition = new DispositionId(UUID.randomUUID());
        assertThat(town.send(new DispositionCommand.ProposeDisposition(disposition, prepared.candidates(), prepared.position(),
                town.words(), null,
                CITY, CLERK))).isInstanceOf(Decision.Accepted.class);
        town.send(new DispositionCommand.ServeNotice(disposition, town.words(), CLERK));
        for (boolean claims : new boolean[]{false, true, false}) { // a claim stands until it is given up
            town.send(new DispositionCommand.AnswerOffer(disposition, old, OfferedTo.PUBLIC, claims, town.words(), CLERK));
            town.settleDown();
            assertThat(byRows(TODAY.plusDays(30)).get(old)).isEqualTo("offer");
            assertThat(byRows(TODAY.plusDays(31)).get(old)).isEqualTo(claims ? "offer" : "due");
        }
        town.send(new DispositionCommand.WithdrawDisposition(disposition, town.words(), CLERK));
        town.settleDown();
    }
}
