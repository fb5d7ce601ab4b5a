package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.Optional;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Citation;
import org.jspecify.annotations.Nullable;

/** What schedules, holds, replies and age put in the way. */
public sealed interface RetentionObstacle extends Obstacle {

    @Override
    default Optional<LocalDate> through() {
        return Optional.empty();
    }

    /** No rule and no exception says what it is. */
    record Unclassified() implements RetentionObstacle {
        @Override
        public String name() {
            return "unclassified";
        }

        @Override
        public String sentence() {
            return "no rule puts it into a series. Adopt a rule that matches it, or classify it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2", "A record without a series is kept (KA-59).");
        }
    }

    /** The profile asks a person to look at each batch of classified records, and nobody did. */
    record ClassificationUnconfirmed() implements RetentionObstacle {
        @Override
        public String name() {
            return "classification-unconfirmed";
        }

        @Override
        public String sentence() {
            return "the city's profile asks for a confirmation of each classification, and this one has none. Confirm it with its rule.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2", "A profile can ask for a confirmation of each batch besides the rule's adoption.");
        }
    }

    /** Nobody has vouched that the series says what the state's schedule says. */
    record SeriesUnconfirmed(SeriesCode series) implements RetentionObstacle {
        @Override
        public String name() {
            return "series-unconfirmed";
        }

        @Override
        public String sentence() {
            return "series not confirmed: " + series + ". Read it in the state's schedule and have a second person confirm it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1", "An unconfirmed series never lets anything be destroyed.");
        }
    }

    /** The newest schedule does not have the series. */
    record SeriesNotInForce(SeriesCode series) implements RetentionObstacle {
        @Override
        public String name() {
            return "series-not-in-force";
        }

        @Override
        public String sentence() {
            return "the schedule in force has no series " + series + ". Adopt a rule for a series that it has.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.5", "Every series of a record must be in force.");
        }
    }

    /** @param year the fiscal year whose audit report is awaited; null: the date is the record's own */
    record TriggerUnresolved(SeriesCode series, Trigger trigger, @Nullable FiscalYear year) implements RetentionObstacle {
        @Override
        public String name() {
            return "trigger-unresolved";
        }

        @Override
        public String sentence() {
            var missing = year != null ? "audit report " + year + ": date missing" : switch (trigger) {
                case CLOSED -> "the day on which its matter was closed is missing";
                case SUPERSEDED -> "the day on which the next version took effect is missing";
                default -> "the day of its event is missing";
            };
            return missing + " (" + series + "). Its clock starts when somebody enters it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.5", "An unresolved trigger is not eligible.");
        }
    }

    /** Kept for ever. */
    record KeptPermanently(SeriesCode series) implements RetentionObstacle {
        @Override
        public String name() {
            return "permanent";
        }

        @Override
        public String sentence() {
            return series + " is kept for ever.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.5", "A permanent period is longer than every date.");
        }
    }

    /** The period still runs. */
    record Obliged(SeriesCode series, LocalDate day) implements RetentionObstacle {
        @Override
        public String name() {
            return "obliged";
        }

        @Override
        public String sentence() {
            return series + " keeps it through " + day + ".";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.4", "Kept through its last day; eligible from the day after.");
        }

        @Override
        public Optional<LocalDate> through() {
            return Optional.of(day);
        }
    }

    /** An active hold covers it. */
    record Held(HoldId hold) implements RetentionObstacle {
        @Override
        public String name() {
            return "held";
        }

        @Override
        public String sentence() {
            return "held by a legal hold. Nothing under it goes until it is released.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "A hold blocks destruction (M-23, M-66).");
        }
    }

    /** The hold that stands in the way, or cools off; empty: something else does. */
    static Optional<HoldId> hold(Obstacle obstacle) {
        return switch (obstacle) {
            case Held one -> Optional.of(one.hold());
            case CoolingOff one -> Optional.of(one.hold());
            default -> Optional.empty();
        };
    }

    /** A released hold covered it, and its days of cooling off still run. */
    record CoolingOff(HoldId hold, LocalDate day) implements RetentionObstacle {
        @Override
        public String name() {
            return "cooling-off";
        }

        @Override
        public String sentence() {
            return "a hold over it was released; it cools off through " + day + ".";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "Days of cooling off run from the confirmed release.");
        }

        @Override
        public Optional<LocalDate> through() {
            return Optional.of(day);
        }
    }

    /** @param day last day on which the reply is still kept; null: not known */
    record ReplyKept(RecordId reply, @Nullable LocalDate day) implements RetentionObstacle {
        @Override
        public String name() {
            return "reply-kept";
        }

        @Override
        public String sentence() {
            return "a reply needs it for context and is still kept" + (day == null ? "." : " through " + day + ".");
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2", "A parent is kept while any reply that needs it is kept.");
        }

        @Override
        public Optional<LocalDate> through() {
            return Optional.ofNullable(day);
        }
    }

    /** What is kept does not agree with its commitment, or was not checked. */
    record Unproven() implements RetentionObstacle {
        @Override
        public String name() {
            return "integrity-unproven";
        }

        @Override
        public String sentence() {
            return "what is kept was not proven to be what was captured. Run the audit.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.5", "The integrity of a record is verified before it goes.");
        }
    }
}
