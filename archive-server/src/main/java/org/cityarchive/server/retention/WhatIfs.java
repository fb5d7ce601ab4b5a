package org.cityarchive.server.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.cityarchive.core.disposition.DispositionEvent;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionNow;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.retention.Difference.Kind;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.web.CityTimes;

/** Answers what a draft would change. Each question is computed once, beside the request; the last few answers are kept at hand. */
final class WhatIfs {
    private static final int KEPT = 4;
    private static final int PATIENCE_SECONDS = 8;
    private static final int PAGE = 1_000;

    private final WhatIfRun run;
    private final SettledFacts settled;
    private final FactReader facts;
    private final CityTimes times;
    private final Map<String, Going> going = new LinkedHashMap<>();

    WhatIfs(WhatIfRun run, SettledFacts settled, FactReader facts, CityTimes times) {
        this.run = run;
        this.settled = settled;
        this.facts = facts;
        this.times = times;
    }

    private record Going(CompletableFuture<Outcome> outcome, AtomicLong done) {}

    /** What there is to say of a question: its answer, or how far it is. */
    sealed interface Answer {}

    /** Still being computed: so many records are looked at. */
    record Computing(long done) implements Answer {}

    /**
     * The answer.
     *
     * @param position up to which facts were read
     * @param at when
     * @param dueNow how many are due on the draft's day as the law is; due then, were the draft adopted
     * @param broken open dispositions that hold records which would be due no more
     */
    record Outcome(WhatIfDraft draft, WhatIfTally tally, long records, Map<Kind, WhatIfTally.Counts> counts, long dueNow,
            long dueThen, List<Broken> broken, long position, Instant at) implements Answer {
        public long of(Kind kind) {
            var counted = counts.get(kind);
            return counted == null ? 0 : counted.all();
        }
    }

    /** @param records how many of its records would be due no more */
    record Broken(DispositionId disposition, long records) {}

    /** What is settled now, to fold a draft into. */
    Settled settled() {
        return settled.now();
    }

    /** The answer, or how far it is after a few seconds. */
    Answer of(WhatIfDraft draft, Settled known) {
        var begun = begun(draft, known);
        try {
            return begun.outcome().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            return new Computing(begun.done().get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Computing(begun.done().get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a what-if broke off", e);
        }
    }

    private Going begun(WhatIfDraft draft, Settled known) {
        var key = draft.key() + ' ' + draft.day() + ' ' + facts.head();
        synchronized (going) {
            going.values().removeIf(one -> one.outcome().isCompletedExceptionally());
            var there = going.get(key);
            if (there == null) {
                var done = new AtomicLong();
                there = new Going(new CompletableFuture<>(), done);
                going.put(key, there);
                start(there, draft, known);
                while (going.size() > KEPT) {
                    going.remove(going.keySet().iterator().next());
                }
            }
            return there;
        }
    }

    private void start(Going begun, WhatIfDraft draft, Settled known) {
        Thread.ofVirtual().name("what-if").start(() -> {
            try {
                var tally = run.run(draft, known, times.city(), begun.done()::set);
                begun.outcome().complete(new Outcome(draft, tally, tally.records(), tally.counts(), tally.due(false),
                        tally.due(true), broken(tally), known.position(), times.now()));
            } catch (RuntimeException e) {
                begun.outcome().completeExceptionally(e);
            }
        });
    }

    private List<Broken> broken(WhatIfTally tally) {
        var told = new ArrayList<DispositionEvent>();
        var batch = new FactReader.Batch(List.of(), 0, 1);
        while (batch.upTo() < batch.head()) {
            batch = facts.after(batch.upTo(), Set.<Class<? extends Fact>>of(DispositionEvent.class), PAGE);
            for (Recorded<?> one : batch.facts()) {
                if (one.fact() instanceof DispositionEvent event) {
                    told.add(event);
                }
            }
        }
        return told.stream().filter(DispositionProposed.class::isInstance).map(DispositionEvent::disposition).distinct()
                .map(id -> broken(id, told, tally)).filter(one -> one.records() > 0).toList();
    }

    private static Broken broken(DispositionId id, List<DispositionEvent> told, WhatIfTally tally) {
        var now = DispositionNow.none(id);
        for (var fact : told) {
            now = now.with(fact);
        }
        return new Broken(id, now.over() ? 0 : now.awaiting().stream().filter(tally::leaves).count());
    }
}
