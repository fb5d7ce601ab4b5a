package org.cityarchive.core.disposition;

import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Obstacle;

/** The noes about what came back of a destroyed record. */
public sealed interface ErasureRefusal extends Refusal {
    /** The record it is about. */
    RecordId record();

    @Override
    default Map<String, String> values() {
        return Map.of("record", record().toString());
    }

    /** Nothing waits for a decision. */
    record NothingCameBack(RecordId record) implements ErasureRefusal {
        @Override
        public String name() {
            return "nothing-came-back";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: nothing of record " + record
                    + " came back since it was destroyed, or it is decided already.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Only what was seen again after a destruction waits for this decision.");
        }
    }

    /** The clerk decides. */
    record NotTheClerk(RecordId record, Role role) implements ErasureRefusal {
        @Override
        public String name() {
            return "return-not-the-clerk";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: as " + role.word() + " you cannot decide on what came back. The " + Role.CLERK.word()
                    + " can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8, A.3", "The clerk decides what of a destroyed record that is seen again is a record.");
        }
    }

    /** The law keeps it. */
    record ReturnIsKept(RecordId record, Obstacle obstacle) implements ErasureRefusal {
        @Override
        public String name() {
            return "return-kept-" + obstacle.name();
        }

        @Override
        public String sentence() {
            return "Not destroyed: what came back of record " + record + " may not go: " + obstacle.sentence()
                    + " Keep it as a record; it goes with a later batch.";
        }

        @Override
        public Citation citation() {
            return obstacle.citation();
        }
    }

    /** Its series says that it is handed over, and nobody has acknowledged it. */
    record ReturnNotHandedOver(RecordId record) implements ErasureRefusal {
        @Override
        public String name() {
            return "return-not-handed-over";
        }

        @Override
        public String sentence() {
            return "Not destroyed: the series of record " + record + " says that it is handed over, and no receipt was entered."
                    + " Keep it as a record; it is handed over, and goes, with a later batch.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1, C.8",
                    "What a series says is transferred goes only after whoever takes it has acknowledged it.");
        }
    }
}
