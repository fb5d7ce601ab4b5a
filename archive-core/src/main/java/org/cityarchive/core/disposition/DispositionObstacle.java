package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.Optional;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.retention.Obstacle;

/** What a disposition itself puts in the way: the offer of what is very old, and that a record ends once. */
public sealed interface DispositionObstacle extends Obstacle {

    @Override
    default Optional<LocalDate> through() {
        return Optional.empty();
    }

    /** Over 50 years old, and not offered. */
    record OfferNeeded(LocalDate lastDayWithout) implements DispositionObstacle {
        @Override
        public String name() {
            return "offer-needed";
        }

        @Override
        public String sentence() {
            return "it is over 50 years old: offer it to the state's list first.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-21", "MCA 2-6-1205(1)-(3): over 50 years old, first offered, in the order of the law.");
        }

        @Override
        public boolean standsOn(LocalDate day) {
            return day.isAfter(lastDayWithout);
        }
    }

    /** Over 50 years old, and the offer's days run. */
    record Offered(LocalDate lastDayWithout, LocalDate day) implements DispositionObstacle {
        @Override
        public String name() {
            return "offered";
        }

        @Override
        public String sentence() {
            return "it is offered through " + day + ".";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-21", "MCA 2-6-1205(3): at least 30 days between notice and disposal.");
        }

        @Override
        public boolean standsOn(LocalDate on) {
            return on.isAfter(lastDayWithout) && !on.isAfter(day);
        }

        @Override
        public Optional<LocalDate> through() {
            return Optional.of(day);
        }
    }

    /** Somebody on the list wants it. */
    record Claimed() implements DispositionObstacle {
        @Override
        public String name() {
            return "claimed";
        }

        @Override
        public String sentence() {
            return "it was claimed: transfer it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-21", "MCA 2-6-1205(1): what is claimed is handed over.");
        }
    }

    /** Nothing of it is left to go. */
    record Destroyed() implements DispositionObstacle {
        @Override
        public String name() {
            return "destroyed";
        }

        @Override
        public String sentence() {
            return "it was destroyed already.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "A record ends once; what remains is its stub.");
        }
    }
}
