package org.cityarchive.core.disposition;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionEvent.DispositionSubmitted;
import org.cityarchive.core.disposition.DispositionEvent.MarkWithdrawn;
import org.cityarchive.core.disposition.DispositionEvent.OfferAnswered;
import org.cityarchive.core.disposition.DispositionEvent.RecordExcepted;
import org.cityarchive.core.disposition.DispositionEvent.RecordTransferred;
import org.cityarchive.core.disposition.DispositionEvent.RecordsReviewed;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.law.Trie;
import org.cityarchive.core.request.RequestEvent.RecordExcluded;
import org.cityarchive.core.request.RequestEvent.RecordIncluded;
import org.cityarchive.core.retention.RetentionEvent.ClassificationConfirmed;
import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.TriggerResolved;

/**
 * When something was told last that may stand in a record's way.
 *
 * @param ofAll position of the last fact that counts for all: of holds, schedules, rules, the profile, the offer; 0: none
 * @param named the same for single records, that the facts name as what they are of or what they answer
 */
record Newest(long ofAll, Trie<RecordId, Long> named) {
    static final Newest NOTHING = new Newest(0, Trie.none());

    /** With one more fact; what counts for no single record counts for all, whatever it says. */
    Newest with(Recorded<?> recorded) {
        long at = recorded.position();
        return switch (recorded.fact()) {
            case CaptureEvent one when one.parent() != null -> of(one.record(), at).of(one.parent(), at);
            case CaptureEvent one -> of(one.record(), at);
            case RecordDestroyed one -> of(one.record(), at);
            case ReturnKept one -> of(one.record(), at);
            case RecordClassified one -> of(one.record(), at);
            case ClassificationConfirmed one -> of(one.record(), at);
            case TriggerResolved one -> of(one.record(), at);
            case RecordIncluded one -> of(one.record(), at);
            case RecordExcluded one -> of(one.record(), at);
            case OfferAnswered one -> of(one.record(), at);
            case RecordTransferred one -> of(one.record(), at);
            case DispositionProposed _,RecordsReviewed _,RecordExcepted _,MarkWithdrawn _,DispositionSubmitted _,DispositionApproved _ ->
                this; // how far a list is stands in no record's way
            default -> new Newest(at, named);
        };
    }

    private Newest of(RecordId record, long at) {
        return new Newest(ofAll, named.with(record, at));
    }

    /** Position of the last fact that names the record; 0: none of those that were read. */
    long of(RecordId record) {
        return named.getOrDefault(record, 0L);
    }
}
