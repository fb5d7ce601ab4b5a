package org.cityarchive.core.disposition;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;

/** The noes about looking at a list, and about handing over what was offered. */
public sealed interface ReviewRefusal extends Refusal {

    /** Records of the list were not looked at. */
    record NotAllReviewed(DispositionId disposition, int left) implements ReviewRefusal {
        @Override
        public String name() {
            return "disposition-not-all-reviewed";
        }

        @Override
        public String sentence() {
            return "Not proposed: " + (left == 1 ? "1 record of this list was" : left + " records of this list were")
                    + " not looked at yet. Leave each in, or except it with the reason.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "The list is proposed when each of its records was looked at, with its exceptions.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "left", String.valueOf(left));
        }
    }

    /** Putting records on the list stopped half-way. */
    record HalfMade(DispositionId disposition, int toCome) implements ReviewRefusal {
        @Override
        public String name() {
            return "disposition-half-made";
        }

        @Override
        public String sentence() {
            return String.format(Locale.US,
                    "Not proposed: this list is half made. %,d more were to be put on it when that stopped."
                            + " Put them on it again, or withdraw the list.",
                    toCome);
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "The clerk proposes a frozen list: all of what was chosen, or nothing.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "toCome", String.valueOf(toCome));
        }
    }

    /** Something stands in the way of records of the list on the day of the approval. */
    record StillInTheWay(DispositionId disposition, int records, RecordId first, Obstacle obstacle) implements ReviewRefusal {
        @Override
        public String name() {
            return "approval-barred-" + obstacle.name();
        }

        @Override
        public String sentence() {
            return String.format(Locale.US, "Not approved: %,d of this list may not go. The first, record %s: %s"
                    + " Except what is kept, or wait.", records, first, obstacle.sentence());
        }

        @Override
        public Citation citation() {
            return new Citation(obstacle.citation().rule(), "Evaluated at proposal, at approval and at destruction: "
                    + obstacle.citation().source());
        }

        @Override
        public Map<String, String> values() {
            var values = new HashMap<>(Map.of("disposition", disposition.toString(), "records", String.valueOf(records), "record",
                    first.toString(), "obstacle", obstacle.name()));
            RetentionObstacle.hold(obstacle).ifPresent(hold -> values.put("hold", hold.toString()));
            return Map.copyOf(values);
        }
    }

    /** Nothing is left on the list. */
    record NothingLeft(DispositionId disposition) implements ReviewRefusal {
        @Override
        public String name() {
            return "disposition-nothing-left";
        }

        @Override
        public String sentence() {
            return "Not proposed: every record of this list is excepted. Withdraw it; nothing is to be approved.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "What is approved is a list of records.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString());
        }
    }

    /** It is still being looked at. */
    record NotSubmitted(DispositionId disposition) implements ReviewRefusal {
        @Override
        public String name() {
            return "disposition-not-submitted";
        }

        @Override
        public String sentence() {
            return "Not approved: the clerk still looks at this list and has not proposed it yet.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "The clerk proposes a frozen list; a second person approves that list.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString());
        }
    }

    /** The number that was typed is not the number of records on the list. */
    record CountDiffers(DispositionId disposition, long typed, long listed) implements ReviewRefusal {
        @Override
        public String name() {
            return "disposition-count-differs";
        }

        @Override
        public String sentence() {
            return String.format(Locale.US,
                    "Not approved: you typed %,d; the list holds %,d. Look at the list, then type its number.", typed, listed);
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8",
                    "The second person approves the list as it stands, and says how many records it holds.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "typed", String.valueOf(typed), "listed",
                    String.valueOf(listed));
        }
    }

    /** Somebody is to have it first. */
    record ClaimedByAnother(RecordId record, OfferedTo claimant) implements ReviewRefusal {
        @Override
        public String name() {
            return "claimed-by-another";
        }

        @Override
        public String sentence() {
            return "Not handed over: record " + record + " was claimed by another, who comes first: " + claimant.title()
                    + ". Hand it over there, or enter that they gave it up.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-21", "MCA 2-6-1205(1): offered, and given, in the order of the law.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString(), "claimant", claimant.word());
        }
    }

    /** What is confidential goes to the state archives, or to nobody. */
    record ConfidentialNotHandedOver(RecordId record, OfferedTo to) implements ReviewRefusal {
        @Override
        public String name() {
            return "confidential-not-handed-over";
        }

        @Override
        public String sentence() {
            return "Not handed over (" + to.title() + "): record " + record
                    + " came on this list as confidential. The state archives"
                    + " may have it, and nobody else; except it and ask the City Attorney.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-22, M-28",
                    "MCA 2-6-1205(4), 2-6-1112: confidential records are put on no registry; the state archives may take records.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString(), "to", to.word());
        }
    }
}
