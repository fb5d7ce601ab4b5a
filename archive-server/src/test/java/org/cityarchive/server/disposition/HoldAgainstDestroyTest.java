package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.server.retention.JudgedTown.CITY;
import static org.cityarchive.server.retention.JudgedTown.CLERK;
import static org.cityarchive.server.retention.JudgedTown.MANAGER;
import static org.cityarchive.server.retention.JudgedTown.TODAY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionCommand.ApproveDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionCommand.ProposeDisposition;
import org.cityarchive.core.disposition.DispositionCommand.ReviewRecords;
import org.cityarchive.core.disposition.DispositionCommand.SubmitDisposition;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.JudgedPart;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.retention.JudgedTown;
import org.cityarchive.server.retention.Prepared;
import org.junit.jupiter.api.Test;

/**
 * A hold on a record's words and its destruction, begun at the same instant on the real store, without an index: whichever is committed
 * first, what was held before its end is never destroyed. {@code -Drace.runs=1000} runs as often as the story asks; every hold stays, so
 * that each run is slower than the one before, and a new town is begun after some.
 */
class HoldAgainstDestroyTest {
    private static final int RUNS = Integer.getInteger("race.runs", 150);
    private static final int A_TOWN = 75;

    private int destroyed;
    private int kept;

    @Test
    void whatIsHeldFirstIsNeverDestroyed() throws Exception {
        for (int left = RUNS; left > 0; left -= A_TOWN) {
            race(Math.min(left, A_TOWN));
        }
        System.out.printf("%d runs of hold against destroy: %d destroyed before their hold, %d kept, 0 wrong%n", RUNS,
                destroyed, kept);
    }

    private void race(int runs) throws Exception {
        try (var town = new JudgedTown()) {
            town.store.projections.start(); // nothing is read into an index
            town.schedule(RetentionFacts.series(RetentionFacts.ROUTINE, "P3Y", Trigger.CREATION));
            town.rule("routine", RetentionFacts.ROUTINE);
            var records = said(town, runs);
            var list = approved(town, records);
            var holds = new HashMap<RecordId, HoldId>();
            try (var two = Executors.newFixedThreadPool(2)) {
                for (int run = 0; run < runs; run++) {
                    var record = records.get(run);
                    var word = "word" + run;
                    var together = new CyclicBarrier(2);
                    var held = two.submit(() -> {
                        together.await();
                        return town.hold(word, Set.of(), Set.of());
                    });
                    var destroyed = two.submit(() -> {
                        var prepared = town.preparing.prepare(List.of(record), TODAY);
                        together.await();
                        destroy(town, list, record, prepared);
                        return true;
                    });
                    holds.put(record, held.get());
                    destroyed.get();
                }
            }
            judge(town, holds);
        }
    }

    private static List<RecordId> said(JudgedTown town, int runs) {
        var said = new ArrayList<JudgedTown.Said>();
        for (int run = 0; run < runs; run++) {
            said.add(new JudgedTown.Said("r" + run, null, "routine word" + run, Instant.parse("2020-03-01T18:00:00Z")));
        }
        town.say(said);
        return said.stream().map(one -> town.store.record(one.id())).toList();
    }

    private static DispositionId approved(JudgedTown town, List<RecordId> records) {
        var list = new DispositionId(UUID.randomUUID());
        var parts = new ArrayList<JudgedPart>();
        for (int from = 0; from < records.size(); from += DispositionCommand.MOST) {
            int to = Math.min(records.size(), from + DispositionCommand.MOST);
            var prepared = town.preparing.prepare(records.subList(from, to), TODAY);
            town.send(new ProposeDisposition(list, prepared.candidates(), prepared.position(), town.words(), null, CITY,
                    records.size() - to, CLERK));
            town.send(new ReviewRecords(list, records.subList(from, to), CLERK));
            parts.add(JudgedPart.of(prepared.candidates(), prepared.position(), TODAY));
        }
        town.send(new SubmitDisposition(list, CLERK));
        assertThat(town.send(new ApproveDisposition(list, List.of(), parts, town.words(), town.words(), TODAY, CITY, MANAGER)))
                .isInstanceOf(Decision.Accepted.class);
        return list;
    }

    /** As the execution does: prepared again for as long as the world moves. */
    private static void destroy(JudgedTown town, DispositionId list, RecordId record, Prepared first) {
        for (var prepared = first;; prepared = town.preparing.prepare(List.of(record), TODAY)) {
            try {
                if (town.send(new DestroyRecords(list, prepared.candidates(), CITY, CLERK)) instanceof Decision.Accepted) {
                    return;
                }
            } catch (Failure.StoreBusy again) {
                // the other was quicker
            }
        }
    }

    private void judge(JudgedTown town, Map<RecordId, HoldId> holds) {
        var heldAt = new HashMap<HoldId, Long>();
        var gone = new HashMap<RecordId, Long>();
        var stay = new HashMap<RecordId, Because>();
        for (long from = 0; from < town.store.facts.head();) {
            var batch = town.store.facts.after(from, Set.of(HoldPlaced.class, RecordDestroyed.class, RecordExcepted.class),
                    1_000);
            for (var recorded : batch.facts()) {
                switch (recorded.fact()) {
                    case HoldPlaced one -> heldAt.put(one.hold(), recorded.position());
                    case RecordDestroyed one -> gone.put(one.record(), recorded.position());
                    case RecordExcepted one -> stay.put(one.record(), one.because());
                    default -> throw new IllegalStateException("not asked for");
                }
            }
            from = batch.upTo();
        }
        holds.forEach((record, hold) -> {
            assertThat(gone.containsKey(record)).as("%s ends or is kept", record).isNotEqualTo(stay.containsKey(record));
            assertThat(gone.getOrDefault(record, 0L)).as("%s", record).isLessThan(heldAt.getOrDefault(hold, 0L));
        });
        assertThat(stay.values()).allMatch(Because.HELD::equals);
        destroyed += gone.size();
        kept += stay.size();
    }
}
