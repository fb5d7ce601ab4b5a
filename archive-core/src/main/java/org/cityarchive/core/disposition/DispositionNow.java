package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.DispositionEvent.RecordsReviewed;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;

/**
 * How far a disposition is.
 *
 * @param disposition whose; of another's facts only claims, transfers and ends count: a claim is one whatever list it was made on
 * @param proposals what was put on the list, in order; none: there is no such disposition
 * @param marks what became of the records so far
 * @param noticed city day of the offer's notice
 * @param submitted whether the list was looked at whole and waits for, or has, the second person's word
 * @param over whether it was withdrawn or is completed
 */
public record DispositionNow(DispositionId disposition, List<DispositionProposed> proposals, Marks marks,
        Optional<LocalDate> noticed, boolean submitted, Optional<DispositionApproved> approved, boolean over) {

    /** Before its first fact. */
    public static DispositionNow none(DispositionId disposition) {
        return new DispositionNow(disposition, List.of(), Marks.none(disposition), Optional.empty(), false, Optional.empty(),
                false);
    }

    /** Of no list that is known, but with its offer: what was noticed when, and what facts say of claims, oldest first. */
    public static DispositionNow offering(Optional<LocalDate> noticed, List<Recorded<?>> told) {
        var none = new DispositionId(new UUID(0, 0));
        var now = new DispositionNow(none, List.of(), Marks.none(none), noticed, false, Optional.empty(), false);
        for (var recorded : told) {
            now = now.with(recorded.fact());
        }
        return now;
    }

    /** With one more fact. */
    public DispositionNow with(Fact fact) {
        return switch (fact) {
            case OfferAnswered one -> with(marks.with(one));
            case RecordTransferred one -> with(marks.with(one));
            case RecordDestroyed one -> with(marks.with(one));
            case DispositionEvent one -> one.disposition().equals(disposition) ? withOwn(one) : this;
            default -> this;
        };
    }

    private DispositionNow withOwn(DispositionEvent fact) {
        return switch (fact) {
            case DispositionProposed one -> {
                var all = new ArrayList<>(proposals);
                all.add(one);
                yield new DispositionNow(disposition, List.copyOf(all), marks, noticed, submitted, approved, over);
            }
            case RecordsReviewed one -> with(marks.with(one));
            case RecordExcepted one -> with(marks.with(one));
            case MarkWithdrawn one -> with(marks.with(one));
            case OfferAnswered _,RecordTransferred _ -> with(marks.with(fact));
            case NoticeServed one -> new DispositionNow(disposition, proposals, marks, noticed.or(() -> Optional.of(one.on())),
                    submitted, approved, over);
            case DispositionSubmitted _ -> new DispositionNow(disposition, proposals, marks, noticed, true, approved, over);
            case DispositionApproved one ->
                new DispositionNow(disposition, proposals, marks, noticed, submitted, Optional.of(one), over);
            case DispositionWithdrawn _,DispositionCompleted _ ->
                new DispositionNow(disposition, proposals, marks, noticed, submitted, approved, true);
        };
    }

    private DispositionNow with(Marks next) {
        return new DispositionNow(disposition, proposals, next, noticed, submitted, approved, over);
    }

    /** Records that dropped out. */
    public Set<RecordId> excepted() {
        return marks.excepted().keySet();
    }

    public Set<RecordId> destroyed() {
        return marks.destroyed();
    }

    /** Who is to have a record: the first, in the order of the law, of those who claimed it; empty: nobody, or they have it. */
    public Optional<OfferedTo> claimant(RecordId record) {
        return marks.claims().getOrDefault(record, Set.of()).stream().min(OfferedTo::compareTo)
                .filter(first -> !isHandedOver(record, first));
    }

    /** Whether they were given the record: what it is now, not what it was before an end of it. */
    public boolean isHandedOver(RecordId record, OfferedTo to) {
        return marks.transferred().getOrDefault(record, Set.of()).contains(to);
    }

    /** Whether anybody was given the record. */
    public boolean isHandedOver(RecordId record) {
        return !marks.transferred().getOrDefault(record, Set.of()).isEmpty();
    }

    /** Whether they were given the record, be it in an earlier life that this list ended. */
    boolean wasEverHandedOver(RecordId record, OfferedTo to) {
        return isHandedOver(record, to) || marks.transferredBefore().getOrDefault(record, Set.of()).contains(to);
    }

    /** Whether it came on the list with records that end confidentially: the state archives may have it, and nobody else. */
    public boolean isConfidential(RecordId record) {
        return proposals.stream().anyMatch(proposal -> proposal.confidential() && proposal.records().contains(record));
    }

    /** All records ever on its list. */
    public Set<RecordId> listed() {
        return proposals.stream().flatMap(proposal -> proposal.records().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Which of these were ever on its list. */
    public Set<RecordId> listed(Collection<RecordId> some) {
        var wanted = Set.copyOf(some);
        var listed = new LinkedHashSet<RecordId>();
        proposals.forEach(proposal -> proposal.records().stream().filter(wanted::contains).forEach(listed::add));
        return listed;
    }

    /** Those on the list that are neither excepted nor destroyed. */
    public Set<RecordId> awaiting() {
        var awaiting = listed();
        awaiting.removeAll(excepted());
        awaiting.removeAll(destroyed());
        return awaiting;
    }

    /** Which of these stand on the list and are neither excepted nor destroyed. */
    public Set<RecordId> awaiting(Collection<RecordId> some) {
        var awaiting = listed(some);
        awaiting.removeIf(record -> excepted().contains(record) || destroyed().contains(record));
        return awaiting;
    }

    /** How many records the last proposal of the list was to be followed by; 0: the list is whole. */
    public int toCome() {
        var last = proposals.isEmpty() ? null : proposals.getLast().toCome();
        return last == null ? 0 : last;
    }

    /** Those on the list that nobody has looked at. */
    public Set<RecordId> unseen() {
        var unseen = awaiting();
        unseen.removeAll(marks.reviewed());
        return unseen;
    }

    /** Whether this person put records on the list. */
    public boolean isProposedBy(PersonId person) {
        return proposals.stream().anyMatch(proposal -> proposal.proposedBy().equals(person));
    }
}
