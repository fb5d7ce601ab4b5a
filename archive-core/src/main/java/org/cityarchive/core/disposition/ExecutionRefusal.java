package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;

/** The noes about carrying a disposition out. */
public sealed interface ExecutionRefusal extends Refusal {

    /** No second person has agreed. */
    record NotApproved(DispositionId disposition, Role needed) implements ExecutionRefusal {
        @Override
        public String name() {
            return "disposition-not-approved";
        }

        @Override
        public String sentence() {
            return "Nothing was destroyed: no second person has approved this disposition. The " + needed.word() + " can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Approved by a second person, carried out from the approved day on.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "needed", needed.word());
        }
    }

    /** The day from which it may be carried out has not come. */
    record BeforeItsDay(DispositionId disposition, LocalDate from) implements ExecutionRefusal {
        @Override
        public String name() {
            return "disposition-before-its-day";
        }

        @Override
        public String sentence() {
            return "Nothing was destroyed: this disposition may be carried out from " + from + " on. Come back then.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Approved by a second person, carried out from the approved day on.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "from", from.toString());
        }
    }

    /** Its series says that it is handed over, and nobody has acknowledged it. */
    record NotHandedOver(DispositionId disposition, RecordId record) implements ExecutionRefusal {
        @Override
        public String name() {
            return "disposition-not-handed-over";
        }

        @Override
        public String sentence() {
            return "Not destroyed: the series of record " + record + " says that it is handed over, and no receipt was entered."
                    + " Pack it, enter the receipt, then carry the list out; or except the record.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1, C.8",
                    "What a series says is transferred goes only after whoever takes it has acknowledged it.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "record", record.toString());
        }
    }

    /** Records of the list are neither destroyed nor excepted. */
    record StillAwaiting(DispositionId disposition, int records) implements ExecutionRefusal {
        @Override
        public String name() {
            return "disposition-still-awaiting";
        }

        @Override
        public String sentence() {
            return "Not completed: " + records + (records == 1 ? " record of the list is" : " records of the list are")
                    + " neither destroyed nor excepted. Carry it out first.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Approved by a second person, carried out from the approved day on.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "records", Integer.toString(records));
        }
    }
}
