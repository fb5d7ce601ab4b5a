package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;
import org.jspecify.annotations.Nullable;

/** What happened to the batches of records that were to end. Reasons and references lie sealed; a fact holds their ids only. */
public sealed interface DispositionEvent extends Fact {
    DispositionId disposition();

    /**
     * These records were found eligible and put on the list; more facts of one disposition make its list longer until it is approved.
     *
     * @param on city day for which they were judged
     * @param judgedAt position up to which holds, rules and requests were known
     * @param words id of the sealed reason
     * @param appraisal id of a person's sealed appraisal; null where no series asks for one
     * @param subcommittee whether a series of theirs is not exempt from the subcommittee's approval (LAW.md M-18)
     * @param confidential whether a series of theirs is destroyed as confidential: such records are on no public list (LAW.md M-22)
     * @param toCome how many more were to follow on the list by the same act; null: none, it is whole
     */
    @Event(namespace = "disposition", name = "DispositionProposed", version = "1")
    record DispositionProposed(@EventTag(key = "disposition") DispositionId disposition, LocalDate on, List<RecordId> records,
            long judgedAt, UUID words, @Nullable UUID appraisal, boolean subcommittee, boolean confidential, PersonId proposedBy,
            @Nullable Integer toCome)
            implements
                DispositionEvent {
        public DispositionProposed {
            records = List.copyOf(records);
        }

        public DispositionProposed(DispositionId disposition, LocalDate on, List<RecordId> records, long judgedAt, UUID words,
                @Nullable UUID appraisal, boolean subcommittee, boolean confidential, PersonId proposedBy) {
            this(disposition, on, records, judgedAt, words, appraisal, subcommittee, confidential, proposedBy, null);
        }
    }

    /**
     * The record drops out; the others go on.
     *
     * @param words id of a person's sealed reason; null where the law found it
     */
    @Event(namespace = "disposition", name = "RecordExcepted", version = "1")
    record RecordExcepted(@EventTag(key = "disposition") DispositionId disposition, @EventTag(key = "record") RecordId record,
            Because because, @Nullable UUID words) implements DispositionEvent {}

    /** Why a record dropped out. */
    enum Because {
        BY_A_PERSON, HELD, IN_REQUEST, NOT_ELIGIBLE, REPLY_KEPT, CLAIMED, DESTROYED_ALREADY, NOT_HANDED_OVER
    }

    /**
     * The second person agrees, with what the law asks for.
     *
     * @param councilOrder id of the sealed reference to the council's order (LAW.md M-19)
     * @param subcommittee id of the sealed reference to the subcommittee's approval; null where every series is exempt (LAW.md M-18)
     * @param executeFrom first city day on which it may be carried out
     */
    @Event(namespace = "disposition", name = "DispositionApproved", version = "1")
    record DispositionApproved(@EventTag(key = "disposition") DispositionId disposition, UUID councilOrder,
            @Nullable UUID subcommittee, LocalDate executeFrom, PersonId approvedBy) implements DispositionEvent {}

    /**
     * Its records were offered to the state's list (LAW.md M-21).
     *
     * @param on city day of the notice
     */
    @Event(namespace = "disposition", name = "NoticeServed", version = "1")
    record NoticeServed(@EventTag(key = "disposition") DispositionId disposition, LocalDate on, UUID words, PersonId servedBy)
            implements
                DispositionEvent {}

    /**
     * Somebody on the list answered for a record.
     *
     * @param words id of the sealed name and answer
     * @param answeredBy which of those on the law's list; null: not known, and whoever is known goes before
     */
    @Event(namespace = "disposition", name = "OfferAnswered", version = "1")
    record OfferAnswered(@EventTag(key = "disposition") DispositionId disposition, @EventTag(key = "record") RecordId record,
            boolean claimed, UUID words, PersonId enteredBy, @Nullable OfferedTo answeredBy) implements DispositionEvent {}

    /**
     * All that is kept of the record was handed over, as a package. A claim is settled by it; what is kept here ends with the batch.
     *
     * @param to who took it
     * @param bag id of the package
     * @param words id of the sealed receipt: the package's digest, who took it and where
     */
    @Event(namespace = "disposition", name = "RecordTransferred", version = "1")
    record RecordTransferred(@EventTag(key = "disposition") DispositionId disposition, @EventTag(key = "record") RecordId record,
            OfferedTo to, UUID bag, UUID words, PersonId transferredBy) implements DispositionEvent {}

    /** A person looked at these records of the list and left them in. */
    @Event(namespace = "disposition", name = "RecordsReviewed", version = "1")
    record RecordsReviewed(@EventTag(key = "disposition") DispositionId disposition, List<RecordId> records, PersonId reviewedBy)
            implements
                DispositionEvent {
        public RecordsReviewed {
            records = List.copyOf(records);
        }
    }

    /** The record counts as not looked at again: neither left in nor excepted. */
    @Event(namespace = "disposition", name = "MarkWithdrawn", version = "1")
    record MarkWithdrawn(@EventTag(key = "disposition") DispositionId disposition, @EventTag(key = "record") RecordId record,
            PersonId withdrawnBy) implements DispositionEvent {}

    /** Every record of the list was looked at: it grows no more, and waits for the second person. */
    @Event(namespace = "disposition", name = "DispositionSubmitted", version = "1")
    record DispositionSubmitted(@EventTag(key = "disposition") DispositionId disposition, PersonId submittedBy)
            implements
                DispositionEvent {}

    /** Nothing of it will be carried out any more. */
    @Event(namespace = "disposition", name = "DispositionWithdrawn", version = "1")
    record DispositionWithdrawn(@EventTag(key = "disposition") DispositionId disposition, UUID words, PersonId withdrawnBy)
            implements
                DispositionEvent {}

    /**
     * Every record of the list is destroyed or excepted.
     *
     * @param on city day
     */
    @Event(namespace = "disposition", name = "DispositionCompleted", version = "1")
    record DispositionCompleted(@EventTag(key = "disposition") DispositionId disposition, int destroyed, int excepted,
            LocalDate on) implements DispositionEvent {}
}
