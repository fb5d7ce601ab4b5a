package org.cityarchive.server.retention;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The noes about drafts of schedules. */
sealed interface DraftRefusal extends Refusal {

    /** Nothing of it can be changed any more. */
    record NotOpen() implements DraftRefusal {
        @Override
        public String name() {
            return "draft-not-open";
        }

        @Override
        public String sentence() {
            return "Not changed: this draft waits for the second person or is adopted. Take the proposal back first, or draft the next"
                    + " version.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.9", "The second person adopts what the first proposed, unchanged.");
        }
    }

    /** Somebody else was faster. */
    record ChangedMeanwhile() implements DraftRefusal {
        @Override
        public String name() {
            return "draft-changed";
        }

        @Override
        public String sentence() {
            return "Not done: somebody else changed this draft meanwhile. Look at it again, then send what you want once more.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.9", "A person adopts the schedule that the person saw.");
        }
    }

    /** Nobody proposed it yet. */
    record NotProposed() implements DraftRefusal {
        @Override
        public String name() {
            return "draft-not-proposed";
        }

        @Override
        public String sentence() {
            return "Not adopted: nobody has proposed this draft. One person proposes it, another adopts it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.9", "Adoption needs two people.");
        }
    }

    /** Who confirms must have something to confirm. */
    record NotRead() implements DraftRefusal {
        @Override
        public String name() {
            return "series-not-read";
        }

        @Override
        public String sentence() {
            return "Not confirmed: nobody has yet said where in the state’s schedule this series stands. Read it there, and enter"
                    + " version, item number and page; then a second person confirms.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1",
                    "The clerk reads the schedule text, enters version, item number and page; a second person approves.");
        }
    }
}
