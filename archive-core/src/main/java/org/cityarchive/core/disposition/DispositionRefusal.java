package org.cityarchive.core.disposition;

import java.time.LocalDate;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;

/** The noes about the end of records. */
public sealed interface DispositionRefusal extends Refusal {

    /** Another role does this. */
    record NotInThisRole(Role role, Role needed) implements DispositionRefusal {
        @Override
        public String name() {
            return "disposition-not-in-this-role";
        }

        @Override
        public String sentence() {
            return "Not done: as " + role.word() + " you cannot take this step of a disposition. The " + needed.word() + " can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8, A.3", "The clerk proposes; the role that the city's profile names approves.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("role", role.word(), "needed", needed.word());
        }
    }

    /** Who proposes never approves. */
    record OnePersonTwoSteps(DispositionId disposition, Role needed) implements DispositionRefusal {
        @Override
        public String name() {
            return "disposition-one-person-two-steps";
        }

        @Override
        public String sentence() {
            return "Not approved: you proposed this disposition yourself. Another person, the " + needed.word()
                    + ", approves it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "One person can never hold two of propose and approve.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "needed", needed.word());
        }
    }

    /** A list is as long as two people can answer for, and one decision on all of it can hold. */
    record ListFull(DispositionId disposition, int most) implements DispositionRefusal {
        @Override
        public String name() {
            return "disposition-list-full";
        }

        @Override
        public String sentence() {
            return "Not proposed: a list holds at most " + most + " records. Propose the rest on another list.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Two persons look at a list whole before it is carried out.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString(), "most", String.valueOf(most));
        }
    }

    /** There is no such disposition. */
    record UnknownDisposition(DispositionId disposition) implements DispositionRefusal {
        @Override
        public String name() {
            return "unknown-disposition";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: there is no such disposition. Look at the list.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "A disposition begins with its proposal.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString());
        }
    }

    /** It is further on than this step. */
    record PastThisStep(DispositionId disposition) implements DispositionRefusal {
        @Override
        public String name() {
            return "disposition-past-this-step";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: this disposition is past that step: it was approved, withdrawn or completed, or another person"
                    + " proposed it. Look at it, or propose a new one.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "The list is frozen when it is approved.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString());
        }
    }

    /** A record on the list may not go. */
    record NotEligible(RecordId record, Obstacle obstacle) implements DispositionRefusal {
        @Override
        public String name() {
            return "not-eligible-" + obstacle.name();
        }

        @Override
        public String sentence() {
            return "Not proposed: record " + record + " may not go: " + obstacle.sentence();
        }

        @Override
        public Citation citation() {
            return obstacle.citation();
        }

        @Override
        public Map<String, String> values() {
            return RetentionObstacle.hold(obstacle)
                    .map(hold -> Map.of("record", record.toString(), "obstacle", obstacle.name(), "hold", hold.toString()))
                    .orElseGet(() -> Map.of("record", record.toString(), "obstacle", obstacle.name()));
        }
    }

    /** A series of the list asks for a person's appraisal. */
    record AppraisalMissing(RecordId record) implements DispositionRefusal {
        @Override
        public String name() {
            return "appraisal-missing";
        }

        @Override
        public String sentence() {
            return "Not proposed: the series of record " + record
                    + " asks for an appraisal. Look at the records and write down what you"
                    + " found.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.5", "Appraisal is done where the series' action is REVIEW.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString());
        }
    }

    /** A series of the list needs the subcommittee. */
    record SubcommitteeMissing(DispositionId disposition) implements DispositionRefusal {
        @Override
        public String name() {
            return "subcommittee-missing";
        }

        @Override
        public String sentence() {
            return "Not approved: a series of this list needs the written approval of the state's destruction subcommittee (form RM60)."
                    + " Enter its reference, or have the clerk record that the city is exempt.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-18, M-19", "MCA 2-6-1202(2), 7-5-4124: the subcommittee's approval, unless exempt.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString());
        }
    }

    /** The day asked for is over. */
    record DayIsOver(LocalDate day) implements DispositionRefusal {
        @Override
        public String name() {
            return "disposition-day-is-over";
        }

        @Override
        public String sentence() {
            return "Not approved: " + day + " is over. Name today or a later day.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Carried out on or after a day that the approval names.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("day", day.toString());
        }
    }

    /** What is confidential is on no public list. */
    record ConfidentialNotOffered(DispositionId disposition) implements DispositionRefusal {
        @Override
        public String name() {
            return "confidential-not-offered";
        }

        @Override
        public String sentence() {
            return "Not offered: confidential records are on this list, and they are put on no registry. Except them and ask the City"
                    + " Attorney.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-22", "MCA 2-6-1205(4): confidential records are not put on the registry.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("disposition", disposition.toString());
        }
    }

    /** It is not on the list. */
    record NotOnTheList(RecordId record) implements DispositionRefusal {
        @Override
        public String name() {
            return "not-on-the-list";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: record " + record + " does not await anything of this disposition.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8", "Only what was proposed and approved is carried out.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString());
        }
    }
}
