package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.people.Acting;
import org.jspecify.annotations.Nullable;

/** What may be asked about the end of records. Words are ids of sealed text. */
public sealed interface DispositionCommand extends Command {
    /** How many records one command judges at most. */
    int MOST = 500;

    /** How many records ever stand on one list. */
    int LONGEST_LIST = 100_000;

    DispositionId disposition();

    Acting by();

    /** Concerns some records of a list, however long that is. */
    sealed interface OfSome extends DispositionCommand {
        ProposedAt proposedAt();
    }

    /**
     * Put eligible records on the list of a disposition, a new one or one of one's own that is still looked at.
     *
     * @param candidates at most {@link DispositionCommand#MOST}
     * @param judgedAt position up to which they were prepared
     * @param appraisal where a series of theirs asks for one
     * @param city the zone in which law is counted
     * @param toCome how many more follow by the same act: until they came, the list is handed to nobody
     */
    record ProposeDisposition(DispositionId disposition, List<Candidate> candidates, long judgedAt, UUID words,
            @Nullable UUID appraisal, ZoneId city, int toCome, Acting by) implements DispositionCommand {
        public ProposeDisposition(DispositionId disposition, List<Candidate> candidates, long judgedAt, UUID words,
                @Nullable UUID appraisal, ZoneId city, Acting by) {
            this(disposition, candidates, judgedAt, words, appraisal, city, 0, by);
        }
    }

    /**
     * Take records off the list; of one that is off it already, nothing changes.
     *
     * @param records at most {@link DispositionCommand#MOST}
     */
    record ExceptRecords(DispositionId disposition, List<RecordId> records, ProposedAt proposedAt, UUID words,
            Acting by) implements OfSome {
        public ExceptRecords(DispositionId disposition, RecordId record, UUID words, Acting by) {
            this(disposition, List.of(record), ProposedAt.ANYWHERE, words, by);
        }
    }

    /**
     * Agree, as the second person, to a list in whose way nothing stands.
     *
     * @param candidates what is left of the list; fewer: the law asks for the rest before it agrees
     * @param parts of a long list what was judged before, part by part, with nothing in its way
     * @param city the zone in which law is counted
     * @param subcommittee the subcommittee's approval; null where every series is exempt
     * @param executeFrom first day on which it may be carried out, not before today
     */
    record ApproveDisposition(DispositionId disposition, List<Candidate> candidates, List<JudgedPart> parts, UUID councilOrder,
            @Nullable UUID subcommittee, LocalDate executeFrom, ZoneId city, Acting by) implements DispositionCommand {
        public ApproveDisposition {
            parts = List.copyOf(parts);
        }

        public ApproveDisposition(DispositionId disposition, List<Candidate> candidates, UUID councilOrder,
                @Nullable UUID subcommittee, LocalDate executeFrom, ZoneId city, Acting by) {
            this(disposition, candidates, List.of(), councilOrder, subcommittee, executeFrom, city, by);
        }
    }

    /**
     * Say that the records were offered today.
     *
     * @param candidates all that is left of the list; asked for where a series ends what is its own confidentially
     * @param parts of a long list what was judged before, part by part, and ends by no series confidentially; whatever stands in its way
     */
    record ServeNotice(DispositionId disposition, List<Candidate> candidates, List<JudgedPart> parts, UUID words,
            Acting by) implements DispositionCommand {
        public ServeNotice {
            parts = List.copyOf(parts);
        }

        public ServeNotice(DispositionId disposition, List<Candidate> candidates, UUID words, Acting by) {
            this(disposition, candidates, List.of(), words, by);
        }

        public ServeNotice(DispositionId disposition, UUID words, Acting by) {
            this(disposition, List.of(), words, by);
        }
    }

    /**
     * Enter an answer to the offer, by one of those on the law's list.
     *
     * @param records at most {@link DispositionCommand#MOST}
     * @param candidates the same as they were prepared; asked for where a series ends what is its own confidentially
     */
    record AnswerOffer(DispositionId disposition, List<RecordId> records, List<Candidate> candidates, ProposedAt proposedAt,
            OfferedTo answeredBy, boolean claimed, UUID words, Acting by) implements OfSome {
        public AnswerOffer(DispositionId disposition, RecordId record, List<Candidate> candidates, OfferedTo answeredBy,
                boolean claimed, UUID words, Acting by) {
            this(disposition, List.of(record), candidates, ProposedAt.ANYWHERE, answeredBy, claimed, words, by);
        }

        public AnswerOffer(DispositionId disposition, RecordId record, OfferedTo answeredBy, boolean claimed, UUID words,
                Acting by) {
            this(disposition, record, List.of(), answeredBy, claimed, words, by);
        }
    }

    /**
     * Say that records were handed over; what was handed over already changes nothing.
     *
     * @param records at most {@link DispositionCommand#MOST}
     * @param candidates the same as they were prepared; asked for where a series ends what is its own confidentially
     * @param bag id of the package
     * @param words id of the sealed receipt
     */
    record TransferRecords(DispositionId disposition, List<RecordId> records, List<Candidate> candidates, ProposedAt proposedAt,
            OfferedTo to, UUID bag, UUID words, Acting by) implements OfSome {
        public TransferRecords(DispositionId disposition, List<RecordId> records, List<Candidate> candidates, OfferedTo to,
                UUID bag, UUID words, Acting by) {
            this(disposition, records, candidates, ProposedAt.ANYWHERE, to, bag, words, by);
        }

        public TransferRecords(DispositionId disposition, List<RecordId> records, OfferedTo to, UUID bag, UUID words, Acting by) {
            this(disposition, records, List.of(), to, bag, words, by);
        }
    }

    /**
     * Say that records were looked at and stay on the list.
     *
     * @param records at most {@link DispositionCommand#MOST}
     */
    record ReviewRecords(DispositionId disposition, List<RecordId> records, Acting by) implements DispositionCommand {}

    /** Take back what was said of a record while the list is looked at: left in, or excepted by a person. */
    record WithdrawMark(DispositionId disposition, RecordId record, Acting by) implements DispositionCommand {}

    /** Hand the list over to the second person; handed over already, nothing changes. */
    record SubmitDisposition(DispositionId disposition, Acting by) implements DispositionCommand {}

    /** Let nothing of it be carried out any more. */
    record WithdrawDisposition(DispositionId disposition, UUID words, Acting by) implements DispositionCommand {}

    /**
     * Destroy what is still eligible, and except the rest.
     *
     * @param candidates at most {@link DispositionCommand#MOST}
     */
    record DestroyRecords(DispositionId disposition, List<Candidate> candidates, ProposedAt proposedAt, ZoneId city,
            Acting by) implements OfSome {
        public DestroyRecords(DispositionId disposition, List<Candidate> candidates, ZoneId city, Acting by) {
            this(disposition, candidates, ProposedAt.ANYWHERE, city, by);
        }
    }

    /** Close a disposition of which every record is destroyed or excepted. */
    record CompleteDisposition(DispositionId disposition, Acting by) implements DispositionCommand {}
}
