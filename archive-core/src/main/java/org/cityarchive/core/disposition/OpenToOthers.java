package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Refusal;

/**
 * Whether records may be offered, and go to others than the state archives, by the rules and schedules of the very position of the commit:
 * what ends confidentially is on no public list, so for nobody who answers one; the state archives take records by a law of their own
 * (LAW.md M-22, M-28).
 */
final class OpenToOthers {
    private final Judged now;
    private final Map<RecordId, Candidate> prepared = new HashMap<>();
    private final LocalDate today;

    /** @param prepared may lack some where no series ends what is its own confidentially: then nobody needs to look at words */
    OpenToOthers(Judged now, List<Candidate> prepared, LocalDate today) {
        this.now = now;
        this.today = today;
        prepared.forEach(candidate -> this.prepared.put(candidate.record(), candidate));
    }

    /** What stands against it that these have the record: a refusal, or that it was not prepared. Empty: nothing. */
    Optional<Decision> against(RecordId record, OfferedTo to) {
        return to == OfferedTo.STATE_ARCHIVES
                ? Optional.empty()
                : against(record, new ReviewRefusal.ConfidentialNotHandedOver(record, to));
    }

    /** The same where it is offered to all. */
    Optional<Decision> against(RecordId record, Refusal refusal) {
        if (now.isConfidential(record, today)) {
            return Optional.of(new Decision.Refused(refusal));
        } else if (!now.retention().endsAnythingConfidentially()) {
            return Optional.empty();
        }
        var candidate = prepared.get(record);
        if (candidate == null) {
            return Optional.of(new Decision.Outdated("record " + record + " stands on the list and was not prepared"));
        }
        return now.outdated(candidate, today).<Decision>map(Decision.Outdated::new)
                .or(() -> now.isConfidential(candidate, today) ? Optional.of(new Decision.Refused(refusal)) : Optional.empty());
    }
}
