package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A batch of records that are to end together, and how far it is.
 *
 * @param number counted anew each year
 * @param subcommittee whether the subcommittee's approval is needed
 * @param confidential whether records of it are on no public list
 * @param noticedOn city day of the offer's notice; null: not offered
 * @param executeFrom first city day on which it may be carried out; null: not approved
 * @param ended withdrawn or completed; null: neither
 */
public record Batch(DispositionId disposition, int year, int number, Begun begun, boolean subcommittee, boolean confidential,
        Counts counts,
        @Nullable Step submitted, @Nullable LocalDate noticedOn, @Nullable UUID notice, @Nullable Step approved,
        @Nullable UUID councilOrder, @Nullable UUID committee, @Nullable LocalDate executeFrom, @Nullable String ended,
        @Nullable Step endedAt, @Nullable UUID ending) {
    private static final int OFFER_DAYS = 30;

    /** Its first proposal; judgedAt is the position up to which its last records were prepared. */
    public record Begun(LocalDate on, Instant at, PersonId by, UUID words, @Nullable UUID appraisal, long judgedAt) {}

    /** A step that was taken; by null where no person did. */
    public record Step(Instant at, @Nullable PersonId by) {}

    /** How many records stand where; listed = unseen + reviewed + excepted + destroyed. */
    public record Counts(long listed, long unseen, long reviewed, long excepted, long destroyed) {
        /** Looked at: left in or excepted. */
        public long seen() {
            return listed - unseen;
        }

        /** Neither excepted nor destroyed. */
        public long left() {
            return unseen + reviewed;
        }
    }

    /** How far it is. */
    public enum Stage {
        REVIEW, APPROVAL, WAITING, EXECUTION, COMPLETED, WITHDRAWN;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @param today the city's day */
    public Stage stage(LocalDate today) {
        if (ended != null) {
            return ended.equals("completed") ? Stage.COMPLETED : Stage.WITHDRAWN;
        } else if (submitted == null) {
            return Stage.REVIEW;
        } else if (approved == null || executeFrom == null) {
            return Stage.APPROVAL;
        }
        return today.isBefore(executeFrom) ? Stage.WAITING : Stage.EXECUTION;
    }

    /** As people call it, such as "2026-04". */
    public String name() {
        return name(year, number);
    }

    static String name(int year, int number) {
        return String.format(Locale.ROOT, "%d-%02d", year, number);
    }

    /** The last day on which its offered records are offered; null: not offered. */
    public @Nullable LocalDate offeredThrough() {
        return noticedOn == null ? null : noticedOn.plusDays(OFFER_DAYS);
    }
}
