package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionCompleted;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.NoticeServed;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;

/**
 * How far a disposition is.
 *
 * @param disposition whose; facts of another change nothing
 * @param proposals what was put on the list, in order; none: there is no such disposition
 * @param noticed city day of the offer's notice
 * @param over whether it was withdrawn or is completed
 */
public record DispositionNow(DispositionId disposition, List<DispositionProposed> proposals, Set<RecordId> excepted,
        Set<RecordId> destroyed,
        Set<RecordId> claimed, Optional<LocalDate> noticed, Optional<DispositionApproved> approved, boolean over) {
    /** Before its first fact. */
    public static DispositionNow none(DispositionId disposition) {
        return new DispositionNow(disposition, List.of(), Set.of(), Set.of(), Set.of(), Optional.empty(), Optional.empty(),
                false);
    }

    /** With one more fact; what is no fact of this disposition changes nothing. */
    public DispositionNow with(Fact fact) {
        return switch (fact) {
            case DispositionEvent other when !other.disposition().equals(disposition) -> this;
            case RecordDestroyed other when !other.disposition().equals(disposition.value()) -> this;
            case DispositionProposed one -> {
                var all = new ArrayList<>(proposals);
                all.add(one);
                yield new DispositionNow(disposition, List.copyOf(all), excepted, destroyed, claimed, noticed, approved, over);
            }
            case RecordExcepted one ->
                new DispositionNow(disposition, proposals, and(excepted, one.record()), destroyed, claimed, noticed, approved,
                        over);
            case RecordDestroyed one ->
                new DispositionNow(disposition, proposals, excepted, and(destroyed, one.record()), claimed, noticed, approved,
                        over);
            case OfferAnswered one -> one.claimed()
                    ? new DispositionNow(disposition, proposals, excepted, destroyed, and(claimed, one.record()), noticed,
                            approved, over)
                    : this;
            case NoticeServed one -> new DispositionNow(disposition, proposals, excepted, destroyed, claimed,
                    noticed.or(() -> Optional.of(one.on())), approved, over);
            case DispositionApproved one ->
                new DispositionNow(disposition, proposals, excepted, destroyed, claimed, noticed, Optional.of(one), over);
            case DispositionWithdrawn _,DispositionCompleted _ ->
                new DispositionNow(disposition, proposals, excepted, destroyed, claimed, noticed, approved, true);
            default -> this;
        };
    }

    private static Set<RecordId> and(Set<RecordId> some, RecordId one) {
        var all = new HashSet<>(some);
        all.add(one);
        return all;
    }

    /** All records ever on its list. */
    public Set<RecordId> listed() {
        return proposals.stream().flatMap(proposal -> proposal.records().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Those on the list that are neither excepted nor destroyed. */
    public Set<RecordId> awaiting() {
        var awaiting = listed();
        awaiting.removeAll(excepted);
        awaiting.removeAll(destroyed);
        return awaiting;
    }

    /** Whether this person put records on the list. */
    public boolean isProposedBy(PersonId person) {
        return proposals.stream().anyMatch(proposal -> proposal.proposedBy().equals(person));
    }
}
