package org.cityarchive.core.disposition;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent.Because;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.DispositionEvent.RecordsReviewed;
import org.cityarchive.core.law.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What became of single records of a list. A fact more costs the same however long the list is: facts are strung together, and read when
 * somebody asks. It never changes; what is read is kept.
 */
public final class Marks {
    static final Marks NONE = new Marks(null, null, new Read());

    private final @Nullable Marks before;
    private final @Nullable Fact last;
    private volatile @Nullable Read read;

    private Marks(@Nullable Marks before, @Nullable Fact last, @Nullable Read read) {
        this.before = before;
        this.last = last;
        this.read = read;
    }

    /** Nothing but claims that are not settled. */
    static Marks claimed(Collection<RecordId> records) {
        var some = new Read();
        records.forEach(record -> some.claims.put(record, Set.of(OfferedTo.PUBLIC)));
        return new Marks(null, null, some);
    }

    Marks with(Fact fact) {
        return new Marks(this, fact, null);
    }

    /** Looked at and left in. */
    public Set<RecordId> reviewed() {
        return read().reviewed;
    }

    /** Dropped out, by record, with the reason. */
    public Map<RecordId, Because> excepted() {
        return read().excepted;
    }

    public Set<RecordId> destroyed() {
        return read().destroyed;
    }

    /** Who claimed it and did not give it up. */
    public Map<RecordId, Set<OfferedTo>> claims() {
        return read().claims;
    }

    public Set<RecordId> transferred() {
        return read().transferred;
    }

    private Read read() {
        var known = read;
        if (known == null) {
            var facts = new ArrayDeque<Fact>();
            var at = this;
            for (var up = at.before; at.read == null && up != null; up = at.before) {
                if (at.last != null) {
                    facts.push(at.last);
                }
                at = up;
            }
            known = new Read(at.read);
            facts.forEach(known::add);
            read = known;
        }
        return known;
    }

    /** Filled once, before anybody sees it. */
    private static final class Read {
        private final Set<RecordId> reviewed = new HashSet<>();
        private final Map<RecordId, Because> excepted = new HashMap<>();
        private final Set<RecordId> destroyed = new HashSet<>();
        private final Map<RecordId, Set<OfferedTo>> claims = new HashMap<>();
        private final Set<RecordId> transferred = new HashSet<>();

        Read() {}

        Read(@Nullable Read before) {
            if (before != null) {
                reviewed.addAll(before.reviewed);
                excepted.putAll(before.excepted);
                destroyed.addAll(before.destroyed);
                claims.putAll(before.claims);
                transferred.addAll(before.transferred);
            }
        }

        void add(Fact fact) {
            switch (fact) {
                case RecordsReviewed one -> reviewed.addAll(one.records());
                case RecordExcepted one -> excepted.put(one.record(), one.because());
                case RecordDestroyed one -> destroyed.add(one.record());
                case RecordTransferred one -> transferred.add(one.record());
                case MarkWithdrawn one -> {
                    reviewed.remove(one.record());
                    excepted.remove(one.record());
                }
                case OfferAnswered one -> answered(one);
                default -> throw new IllegalArgumentException("marks no record: " + fact.getClass());
            }
        }

        private void answered(OfferAnswered answer) {
            // who is not known comes last
            var by = answer.answeredBy() == null ? OfferedTo.PUBLIC : answer.answeredBy();
            var of = EnumSet.noneOf(OfferedTo.class);
            of.addAll(claims.getOrDefault(answer.record(), Set.of()));
            if (answer.claimed()) {
                of.add(by);
            } else {
                of.remove(by);
            }
            claims.put(answer.record(), of);
        }
    }
}
