package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.CLERK;
import static org.cityarchive.server.retention.JudgedTown.MANAGER;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ExceptRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.ProposedAt;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.retention.JudgedTown;
import org.cityarchive.server.web.CityTimes;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A list of more records than one decision judges, on the real store: what was found of its parts is remembered, and undone by the facts
 * that concern it. {@code -Dlist.records=100000} takes a long one, and prints what it takes.
 */
class ListChecksTest {
    private static final int RECORDS = Integer.getInteger("list.records", 1_100);
    private static final Slow CLOCK = new Slow();
    private static JudgedTown town;
    private static DispositionBatches batches;
    private static ListChecks checks;
    private static List<RecordId> records = List.of();

    @BeforeAll
    static void settle() throws IOException {
        town = new JudgedTown();
        batches = new DispositionBatches(town.store.database.connections());
        town.store.projections.add(batches).start();
        town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION));
        town.rule("routine", RetentionFacts.ROUTINE);
        var times = new CityTimes(() -> CITY, CLOCK);
        var rechecking = new Rechecking(town.preparing, town.store.facts, times);
        checks = new ListChecks(new ListCheck.Asking(batches, rechecking, town.store.facts, town.settled, times));
        said();
    }

    /** It goes on by so much each time that somebody looks at it. */
    private static final class Slow extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T18:00:00Z"));
        private final AtomicInteger looks = new AtomicInteger();
        private volatile Duration step = Duration.ZERO;
        private volatile int most = Integer.MAX_VALUE;
        private volatile CompletableFuture<Boolean> open = CompletableFuture.completedFuture(true);

        @Override
        public Instant instant() {
            if (looks.incrementAndGet() > most) {
                throw new Failure.StoreBusy("nobody may look at it now");
            }
            open.join();
            return now.updateAndGet(at -> at.plus(step));
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static void said() {
        var said = new ArrayList<JudgedTown.Said>();
        for (int i = 0; i < RECORDS; i++) {
            said.add(new JudgedTown.Said("r" + i, null, "routine notice " + i, Instant.parse("2020-03-01T18:00:00Z")));
        }
        town.say(said);
        records = said.stream().map(one -> town.store.record(one.id())).toList();
    }

    @AfterAll
    static void close() {
        checks.close();
        town.close();
    }

    private static DispositionId proposed(List<RecordId> some) {
        var list = new DispositionId(UUID.randomUUID());
        for (int from = 0; from < some.size(); from += DispositionCommand.MOST) {
            int to = Math.min(some.size(), from + DispositionCommand.MOST);
            var prepared = town.preparing.prepare(some.subList(from, to), TODAY);
            town.send(new ProposeDisposition(list, prepared.candidates(), prepared.position(), town.words(), null, CITY,
                    some.size() - to, CLERK));
            town.send(new ReviewRecords(list, some.subList(from, to), CLERK));
        }
        assertThat(town.send(new SubmitDisposition(list, CLERK))).isInstanceOf(Decision.Accepted.class);
        awaitLists();
        return list;
    }

    private static void awaitLists() {
        assertThat(town.store.projections.awaitPosition(DispositionBatches.NAME, town.store.facts.head(), Duration.ofSeconds(60)))
                .isTrue();
    }

    private static CheckedList now(DispositionId list) {
        while (true) {
            try {
                return checks.now(list, TODAY);
            } catch (Failure.StoreBusy stillLookedAt) {
                assertThat(stillLookedAt).hasMessageContaining("still being checked");
            }
        }
    }

    private static Decision approved(DispositionId list, CheckedList checked) {
        return town
                .send(new ApproveDisposition(list, List.of(), checked.mayGo(), town.words(), town.words(), TODAY, CITY, MANAGER));
    }

    private static List<Long> judgedAt(CheckedList checked) {
        return checked.parts().stream().map(part -> part.looked().judgedAt()).sorted().toList();
    }

    @Test
    void aLongListIsJudgedOnceAndOnlyWhatAFactTouchesIsJudgedAgain() {
        var list = proposed(records);
        failsAfter(list, 2);
        long began = System.nanoTime();
        var first = now(list);
        System.out.printf("%,d records looked at in %,d ms%n", RECORDS, (System.nanoTime() - began) / 1_000_000);
        assertThat(first.tally().found()).isEqualTo(RECORDS);
        assertThat(first.tally().barred()).isZero();
        assertThat(first.tally().proven()).isEqualTo(RECORDS);
        var parts = first.parts().size();
        assertThat(CLOCK.looks.get()).as("looks of a list, before and after its parts; two were known").isEqualTo(parts);
        assertThat(parts).isEqualTo((RECORDS + DispositionCommand.MOST - 1) / DispositionCommand.MOST);

        town.say("elsewhere", null, "routine, on no list", "2020-03-01");
        assertThat(judgedAt(now(list))).as("a fact that touches none of them").isEqualTo(judgedAt(first));

        town.say("answered", "r7", "routine answer", "2020-03-02");
        assertThat(approved(list, first)).as("a reply that nobody judged").isInstanceOf(Decision.Outdated.class);
        var again = now(list);
        assertThat(judgedAt(again).subList(0, parts - 1)).as("the others are as they were").isSubsetOf(judgedAt(first));
        assertThat(judgedAt(again)).isNotEqualTo(judgedAt(first));

        var hold = town.hold(null, Set.of(records.get(3)), Set.of());
        var held = now(list);
        assertThat(held.tally().held()).isEqualTo(1);
        assertThat(held.tally().first()).isNotNull().satisfies(one -> assertThat(one.record()).isEqualTo(records.get(3)));
        assertThat(approved(list, again)).as("a hold of after the judgement").isInstanceOf(Decision.Outdated.class);
        assertThat(approved(list, held)).as("what is held is in no part that may go").isInstanceOf(Decision.Outdated.class);

        town.send(new ExceptRecords(list, records.get(3), town.words(), CLERK));
        awaitLists();
        var left = now(list);
        assertThat(left.tally().barred()).isZero();
        assertThat(left.tally().found()).isEqualTo(RECORDS - 1);
        assertThat(hold).isNotNull();
        began = System.nanoTime();
        assertThat(approved(list, left)).isInstanceOf(Decision.Accepted.class);
        System.out.printf("%,d records approved in %,d ms%n", RECORDS, (System.nanoTime() - began) / 1_000_000);
    }

    /** Some parts of a list are looked at, and then none more; the clock's looks are counted anew. */
    private static void failsAfter(DispositionId list, int parts) {
        CLOCK.looks.set(0);
        CLOCK.most = 1 + parts;
        boolean failed = false;
        while (!failed) {
            try {
                assertThat(checks.progress(list, TODAY).running()).isTrue();
            } catch (Failure.StoreBusy _) {
                failed = true;
            }
        }
        CLOCK.most = Integer.MAX_VALUE;
        CLOCK.looks.set(0);
    }

    private static void turned(RecordId record) throws SQLException {
        try (var owner = town.store.database.superuser();
                var change = owner.prepareStatement(
                        "update vault_part set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where record = ?")) {
            change.setObject(1, record.value());
            assertThat(change.executeUpdate()).isPositive();
        }
    }

    @Test
    void whatDidNotOpenIsOpenedAgain() throws SQLException { // no fact tells that a disk is back
        var record = town.say("away", null, "routine, on a disk of its own", "2020-03-01");
        var list = proposed(List.of(record));
        turned(record);
        assertThat(now(list).tally().proven()).isZero();
        assertThat(now(list).mayGo()).isEmpty();
        turned(record);
        assertThat(now(list).tally().proven()).isOne();
        assertThat(approved(list, now(list))).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void whereARecordCameOnAListIsNotGuessed() { // the table may be made anew just now
        var record = town.say("placed", null, "routine, on a list", "2020-03-01");
        var list = proposed(List.of(record));
        var at = batches.proposedAt(list, List.of(record));
        assertThat(at.first()).isPositive().isEqualTo(at.last());
        assertThat(batches.proposedAt(list, List.of(record, record))).isEqualTo(at);
        assertThat(batches.proposedAt(list, List.of(record, new RecordId(UUID.randomUUID())))).isEqualTo(ProposedAt.ANYWHERE);
        assertThat(batches.proposedAt(list, List.of())).isEqualTo(ProposedAt.ANYWHERE);
    }

    @Test
    void noListThatIsLookedAtIsBegunAnew() throws InterruptedException {
        CLOCK.open = new CompletableFuture<>();
        CLOCK.looks.set(0);
        var askers = new ArrayList<Thread>();
        var lists = Stream.generate(() -> new DispositionId(UUID.randomUUID())).limit(7).toList();
        try {
            for (var list : Stream.concat(lists.stream(), lists.stream()).toList()) { // each is asked, and asked again
                var asker = Thread.ofPlatform().start(() -> checks.progress(list, TODAY));
                askers.add(asker);
                Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> waits(asker));
            }
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> CLOCK.looks.get() >= lists.size());
            assertThat(CLOCK.looks.get()).isEqualTo(lists.size());
        } finally {
            CLOCK.open.complete(true);
        }
        for (var asker : askers) {
            asker.join();
        }
    }

    private static boolean waits(Thread asker) {
        return Stream.of(asker.getStackTrace()).anyMatch(frame -> frame.getClassName().equals(CompletableFuture.class.getName()));
    }

    @Test
    void noClockUndoesWhatWasFound() { // a list may take hours to be looked at
        var list = proposed(List.of(town.say("slow", null, "routine, looked at slowly", "2020-03-01")));
        CLOCK.step = Duration.ofMinutes(31);
        try {
            var first = now(list);
            assertThat(first.tally().found()).isOne();
            assertThat(judgedAt(now(list))).isEqualTo(judgedAt(first));
            assertThat(approved(list, now(list))).isInstanceOf(Decision.Accepted.class);
        } finally {
            CLOCK.step = Duration.ZERO;
        }
    }

    @Test
    void whatIsLearnedToAnswerEachOtherIsApprovedAndCarriedOut() {
        var one = town.say("ring-one", null, "routine, the one", "2020-03-01");
        var other = town.say("ring-other", "ring-one", "routine, the other", "2020-03-01");
        var list = proposed(List.of(one, other));
        town.say("ring-one", "ring-other", "routine, the one", "2020-03-01");
        assertThat(town.preparing.prepare(List.of(one), TODAY).candidates().getFirst().evaluated().ancestors())
                .as("each answers the other").containsExactly(other, one);
        assertThat(approved(list, now(list))).isInstanceOf(Decision.Accepted.class);
        for (var group : List.of(List.of(other), List.of(one))) {
            var prepared = town.preparing.prepare(group, TODAY);
            assertThat(town.send(new DestroyRecords(list, prepared.candidates(), CITY, CLERK)))
                    .isInstanceOfSatisfying(Decision.Accepted.class, carriedOut -> assertThat(carriedOut.facts().getFirst())
                            .isInstanceOfSatisfying(RecordDestroyed.class,
                                    gone -> assertThat(gone.record()).isEqualTo(group.getFirst())));
        }
    }
}
