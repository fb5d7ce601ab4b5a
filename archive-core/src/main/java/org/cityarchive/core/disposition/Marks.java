package org.cityarchive.core.disposition;

import java.util.ArrayDeque;
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
 * What became of single records of a list, and who claimed them, on whatever list. A fact more costs the same however long the list is:
 * facts are strung together, and read when somebody asks. It never changes; what is read is kept.
 */
public final class Marks {
    private final DispositionId list;
    private final @Nullable Marks before;
    private final @Nullable Fact last;
    private volatile @Nullable Read read;

    private Marks(DispositionId list, @Nullable Marks before, @Nullable Fact last, @Nullable Read read) {
        this.list = list;
        this.before = before;
        this.last = last;
        this.read = read;
    }

    static Marks none(DispositionId list) {
        return new Marks(list, null, null, new Read(list, null));
    }

    Marks with(Fact fact) {
        return new Marks(list, this, fact, null);
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

    /** Who claimed it, on any list, and did not give it up. */
    public Map<RecordId, Set<OfferedTo>> claims() {
        return read().claims;
    }

    /** To whom it was handed over, from any list: this life of it. */
    public Map<RecordId, Set<OfferedTo>> transferred() {
        return read().transferred;
    }

    /** To whom it was handed over before this list destroyed it; what came back since may say something else. */
    public Map<RecordId, Set<OfferedTo>> transferredBefore() {
        return read().transferredBefore;
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
            known = new Read(list, at.read);
            facts.forEach(known::add);
            read = known;
        }
        return known;
    }

    /** Filled once, before anybody sees it. */
    private static final class Read {
        private final DispositionId list;
        private final Set<RecordId> reviewed = new HashSet<>();
        private final Map<RecordId, Because> excepted = new HashMap<>();
        private final Set<RecordId> destroyed = new HashSet<>();
        private final Map<RecordId, Set<OfferedTo>> claims = new HashMap<>();
        private final Map<RecordId, Set<OfferedTo>> transferred = new HashMap<>();
        private final Map<RecordId, Set<OfferedTo>> transferredBefore = new HashMap<>();

        Read(DispositionId list, @Nullable Read before) {
            this.list = list;
            if (before != null) {
                reviewed.addAll(before.reviewed);
                excepted.putAll(before.excepted);
                destroyed.addAll(before.destroyed);
                claims.putAll(before.claims);
                transferred.putAll(before.transferred);
                transferredBefore.putAll(before.transferredBefore);
            }
        }

        void add(Fact fact) {
            switch (fact) {
                case RecordsReviewed one -> reviewed.addAll(one.records());
                case RecordExcepted one -> excepted.put(one.record(), one.because());
                case RecordDestroyed one -> destroyed(one);
                case RecordTransferred one -> transferred.put(one.record(), some(transferred, one.record(), one.to(), true));
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
            claims.put(answer.record(), some(claims, answer.record(), by, answer.claimed()));
        }

        private void destroyed(RecordDestroyed gone) {
            // what comes back after its end is another life, of which nobody claimed or was given anything
            claims.remove(gone.record());
            var given = transferred.remove(gone.record());
            if (gone.disposition().equals(list.value())) {
                destroyed.add(gone.record());
                if (given != null) {
                    transferredBefore.put(gone.record(), given);
                }
            }
        }

        /** Those there are for the record, with one or without it. */
        private static Set<OfferedTo> some(Map<RecordId, Set<OfferedTo>> known, RecordId record, OfferedTo one, boolean with) {
            var some = EnumSet.noneOf(OfferedTo.class);
            some.addAll(known.getOrDefault(record, Set.of()));
            if (with) {
                some.add(one);
            } else {
                some.remove(one);
            }
            return some;
        }
    }
}
