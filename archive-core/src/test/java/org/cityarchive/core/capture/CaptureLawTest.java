package org.cityarchive.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureChannel.Outcome;
import org.cityarchive.core.capture.CaptureRecords.Offered;
import org.cityarchive.core.capture.CaptureRecords.Sealed;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Recorded;
import org.junit.jupiter.api.Test;

/** The archive is a function of the set of observations. */
class CaptureLawTest {
    private static final RecordId RECORD = new RecordId(new UUID(7, 7));
    private static final byte[] KEY = new byte[32];

    /** One record's archive: what the store and the vault would hold. */
    private static final class Kept {
        final List<Recorded<CaptureEvent>> facts = new ArrayList<>();
        final Map<Integer, Content> contents = new HashMap<>();
        final Set<Map.Entry<Instant, SortedMap<String, Long>>> samples = new HashSet<>();
        final List<Outcome> outcomes = new ArrayList<>();
        RecordStanding standing;

        Kept() {
            this(RecordStanding.UNKNOWN);
        }

        Kept(RecordStanding standing) {
            this.standing = standing;
        }

        Kept offer(Observation observation) {
            return offer(List.of(observation));
        }

        Kept offer(List<Observation> batch) {
            batch.forEach(this::take);
            return this;
        }

        private void take(Observation observation) {
            var offered = offered(observation);
            var first = new Judging(standing, offered).judge();
            if (first.number() > 0) {
                offered = offered.with(new Sealed(first.number(), Judging.UNSEALED, 1, List.of(), List.of()));
                var content = observation.seen().content();
                contents.put(first.number(), content != null
                        ? content
                        : new Content(null, null, null, null, null, null, new TreeMap<>(), null));
            }
            var content = observation.seen().content();
            if (content != null && !content.counters().isEmpty()) {
                samples.add(Map.entry(observation.observedAt(), content.counters()));
            }
            var judgement = new Judging(standing, offered).judge();
            outcomes.add(judgement.outcome());
            for (var fact : judgement.facts()) {
                standing = standing.after(fact);
                facts.add(new Recorded<>(facts.size() + 1, fact, Lives.START.plusSeconds(1000 + facts.size()),
                        new Attribution("adapter", "adapter", "c", null, "America/Denver")));
            }
            for (var row : judgement.kept()) {
                standing = row instanceof Sighted sighted ? standing.with(sighted, offered.counterPrint()) : standing;
            }
        }

        RecordHistory history() {
            return RecordHistory.of(facts, contents);
        }

        long count(Class<? extends CaptureEvent> type) {
            return facts.stream().filter(f -> type.isInstance(f.fact())).count();
        }
    }

    private static Offered offered(Observation seen) {
        var content = seen.seen().content();
        var fields = Lives.shown(seen);
        var confirmed = seen.seen() instanceof Seen.Gone gone ? gone.confirmedBy() : null;
        var counters = content == null ? new TreeMap<String, Long>() : content.counters();
        return new Offered(RECORD, new Origin(Lives.ACCOUNT, "facebook", Kind.POST, seen.createdAt()), null, false,
                new Sighting(seen.observedAt(), seen.versionTime(), seen.source(), seen.seen().state(), confirmed),
                fields == null ? null : Prints.of(KEY, fields), counters.isEmpty() ? null : print(counters), counters, null);
    }

    /** A comment says of its parent that nobody had seen it: that must be so when it is kept, not when it was prepared. */
    @Test
    void aParentThatWasNotSeenIsWatchedUntilItsCommentIsKept() {
        var parent = new RecordId(new UUID(7, 8));
        var seen = new Sighting(Instant.EPOCH, null, "test", State.PRESENT, null);
        for (boolean assumed : new boolean[]{true, false}) {
            var comment = new Offered(RECORD, new Origin(Lives.ACCOUNT, "facebook", Kind.COMMENT, Instant.EPOCH), parent, assumed,
                    seen, null, null, new TreeMap<>(), null);
            var standings = CaptureRecords.Standings.of(Map.of(RECORD, List.of()), Map.of(), Map.of(), _ -> null);
            var boundary = new CaptureLaw().boundary(new CaptureRecords(5, standings, List.of(comment), List.of()));
            assertThat(boundary.toString().contains(parent.toString())).isEqualTo(assumed);
        }
    }

    private static Print print(SortedMap<String, Long> counters) {
        return Prints.of(KEY, new TreeMap<>(Map.of("counters", new TreeMap<String, Object>(counters)))).firstEntry().getValue();
    }

    private static Seen.Present text(String text) {
        return new Seen.Present(new Content(text, null, null, null, null, null, new TreeMap<>(), null));
    }

    private static Observation at(int observed, Seen seen) {
        return Lives.observation(observed, seen, -1, "poll");
    }

    private static List<String> texts(Kept kept) {
        return kept.history().wordings().stream().map(w -> String.valueOf(w.content().text())).toList();
    }

    @Test
    void theSameSightingTwiceChangesNothing() {
        var kept = new Kept().offer(at(1, text("A"))).offer(at(1, text("A")));
        assertThat(kept.outcomes).containsExactly(Outcome.NEW_RECORD, Outcome.UNCHANGED);
        assertThat(kept.facts).hasSize(1);
    }

    @Test
    void aRevertIsAThirdVersion() {
        assertThat(texts(new Kept()
                .offer(List.of(at(1, text("A")), at(2, text("B")), at(3, text("A")), at(4, text("B")), at(5, text("A"))))))
                .containsExactly("A", "B", "A", "B", "A");
    }

    @Test
    void aLateSightingThatSplitsARunYieldsTheFactsThatWereMissing() {
        var kept = new Kept().offer(at(1, text("A"))).offer(at(5, text("A"))).offer(at(3, text("B")));
        assertThat(kept.outcomes).containsExactly(Outcome.NEW_RECORD, Outcome.UNCHANGED, Outcome.NEW_VERSION);
        assertThat(kept.count(CaptureEvent.EditCaptured.class)).isEqualTo(2);
        assertThat(texts(kept)).containsExactly("A", "B", "A");
    }

    @Test
    void anOlderSightingOfTheSameWordingIsNoEdit() {
        var kept = new Kept().offer(at(5, text("A"))).offer(at(1, text("A")));
        assertThat(kept.count(CaptureEvent.EditCaptured.class)).isZero();
        assertThat(kept.history().firstObservedAt()).isEqualTo(Lives.START.plusSeconds(1));
        assertThat(kept.history().wordings()).hasSize(1);
    }

    @Test
    void aStaleSightingIsOrderedByThePlatformsVersionTime() {
        var kept = new Kept().offer(Lives.observation(4, text("A"), 1, "poll")).offer(Lives.observation(5, text("B"), 3, "poll"))
                .offer(Lives.observation(9, text("A"), 1, "poll"));
        assertThat(texts(kept)).containsExactly("A", "B");
    }

    @Test
    void aThingKnownOnlyByItsDeletionIsARecord() {
        var kept = new Kept().offer(at(3, new Seen.Gone(ConfirmedBy.PLATFORM_EVENT)));
        assertThat(kept.count(CaptureEvent.DeletionObserved.class)).isEqualTo(1);
        assertThat(kept.history().wordings()).isEmpty();
        assertThat(kept.offer(at(1, text("A"))).history().states()).extracting(RecordHistory.Standing::state)
                .containsExactly(State.PRESENT, State.GONE);
        assertThat(kept.count(CaptureEvent.PostCaptured.class)).isEqualTo(1);
    }

    @Test
    void comingBackUnchangedIsAReappearanceAndNoEdit() {
        var kept = new Kept().offer(at(1, text("A"))).offer(at(2, new Seen.Gone(ConfirmedBy.DIRECT_READ)))
                .offer(at(3, text("A")));
        assertThat(kept.count(CaptureEvent.ReappearanceObserved.class)).isEqualTo(1);
        assertThat(texts(kept)).containsExactly("A");
    }

    @Test
    void everyOrderOfALifeEndsInTheSameHistory() {
        for (int seed = 0; seed < 500; seed++) {
            var life = Lives.of(new Random(seed));
            var order = new ArrayList<>(life);
            var shuffle = new Random(-seed - 1);
            for (int permutation = 0; permutation < 24; permutation++) {
                if (permutation > 0) {
                    Collections.shuffle(order, shuffle);
                }
                var kept = new Kept().offer(order);
                assertTells(kept, life, "seed " + seed + ", order " + permutation);
                assertThat(kept.outcomes).first().isEqualTo(Outcome.NEW_RECORD);
                int facts = kept.facts.size();
                assertThat(kept.offer(order).facts).as("again, seed %s", seed).hasSize(facts);
            }
        }
    }

    /** What is sealed is what the decision then asks for, also where it was not judged because nobody knew the record. */
    @Test
    void theOutlookIsWhatTheDecisionComesTo() {
        var kinds = List.of(Kind.POST, Kind.COMMENT, Kind.MESSAGE, Kind.PROFILE);
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var batch = new ArrayList<Offered>();
            for (int record = 0; record < 4; record++) {
                var one = new RecordId(new UUID(seed, record));
                var parent = random.nextBoolean() ? null : new RecordId(new UUID(seed, random.nextInt(5)));
                var kind = kinds.get(random.nextInt(kinds.size()));
                Lives.of(random).stream().limit(1 + random.nextInt(2)).map(CaptureLawTest::offered)
                        .map(o -> new Offered(one, new Origin(Lives.ACCOUNT, "facebook", kind, o.origin().createdAt()), parent,
                                false,
                                o.sighting(), o.shown(), o.counterPrint(), o.counters(), null))
                        .forEach(batch::add);
            }
            Collections.shuffle(batch, random);
            var standings = CaptureRecords.Standings.of(Map.of(new RecordId(new UUID(seed, 0)), List.of()), Map.of(), Map.of(),
                    _ -> null);
            assertThat(standings.outlook(batch)).as("seed %s", seed)
                    .isEqualTo(CaptureLaw.judge(standings, batch).stream().map(CaptureRecords.Outlook::of).toList());
        }
    }

    private static Kept destroyedAt(Instant at) {
        return new Kept(RecordStanding.after(new RecordLife.Ended(at, 3, 1)));
    }

    @Test
    void whatWasSeenBeforeTheDestructionComesBackByNoFile() {
        var kept = destroyedAt(Lives.START.plusSeconds(5)).offer(List.of(at(1, text("A")), at(5, text("B")),
                at(4, new Seen.Gone(ConfirmedBy.DIRECT_READ))));
        assertThat(kept.facts).isEmpty();
        assertThat(kept.outcomes).containsOnly(Outcome.UNCHANGED);
    }

    @Test
    void whatIsSeenAfterTheDestructionBeginsAnotherLife() {
        var kept = destroyedAt(Lives.START.plusSeconds(5)).offer(List.of(at(6, text("A")), at(7, text("B")), at(6, text("A"))));
        assertThat(kept.facts).extracting(Recorded::fact).first()
                .isInstanceOfSatisfying(CaptureEvent.ReappearanceObserved.class, back -> {
                    assertThat(back.beginsALife()).isTrue();
                    assertThat(back.version()).isNotNull().extracting(Version::number).isEqualTo(4);
                });
        assertThat(kept.facts).hasSize(2);
        assertThat(texts(kept)).containsExactly("A", "B");
    }

    @Test
    void everyOrderOfAnotherLifeEndsInTheSameHistory() {
        for (int seed = 0; seed < 200; seed++) {
            var life = Lives.of(new Random(seed));
            var order = new ArrayList<>(life);
            var old = life.stream().map(one -> at(-1 - life.indexOf(one), one.seen())).toList();
            var shuffle = new Random(-seed - 1);
            for (int permutation = 0; permutation < 12; permutation++) {
                Collections.shuffle(order, shuffle);
                var kept = destroyedAt(Lives.START.minusSeconds(1)).offer(order);
                int facts = kept.facts.size();
                assertThat(kept.offer(old).facts).as("what was destroyed, seed %s", seed).hasSize(facts);
                assertThat(kept.count(CaptureEvent.Captured.class)).isZero();
                assertThat(kept.outcomes).as("no record till the clerk has said so").doesNotContain(Outcome.NEW_RECORD);
                kept.samples.removeIf(sample -> sample.getKey().isBefore(Lives.START));
                assertTells(kept, life, "seed " + seed + ", order " + permutation);
            }
        }
    }

    private static void assertTells(Kept kept, List<Observation> life, String which) {
        var history = kept.history();
        var wordings = Lives.wordings(life);
        assertThat(history.wordings().stream().map(RecordHistory.Wording::from).toList()).as(which)
                .isEqualTo(wordings.stream().map(Map.Entry::getKey).toList());
        for (int i = 0; i < wordings.size(); i++) {
            assertThat(VersionFields.shown("facebook", history.wordings().get(i).content())).as(which)
                    .isEqualTo(wordings.get(i).getValue());
        }
        assertThat(history.origin().createdAt()).as(which).isEqualTo(Lives.createdAt(life));
        var states = Lives.states(life);
        assertThat(history.states().stream().map(RecordHistory.Standing::state).toList()).as(which)
                .isEqualTo(states.stream().map(Map.Entry::getValue).toList());
        for (int i = 1; i < states.size(); i++) {
            assertThat(history.states().get(i).from()).as(which).isEqualTo(states.get(i).getKey());
        }
        var samples = new HashSet<Map.Entry<Instant, SortedMap<String, Long>>>();
        for (var observation : life) {
            var content = observation.seen().content();
            if (content != null && !content.counters().isEmpty()) {
                samples.add(Map.entry(observation.observedAt(), content.counters()));
            }
        }
        assertThat(kept.samples).as(which).isEqualTo(samples);
    }
}
