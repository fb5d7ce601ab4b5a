package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;

/** The noes about schedules, rules and classification. */
public sealed interface RetentionRefusal extends Refusal {

    /** Another role does this. */
    record NotInThisRole(Role role) implements RetentionRefusal {
        @Override
        public String name() {
            return "retention-not-in-this-role";
        }

        @Override
        public String sentence() {
            return "Not done: as " + role.word() + " you cannot change how long records are kept. The clerk can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1", "The clerk keeps the schedule; a second person approves.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("role", role.word());
        }
    }

    /** One person cannot do both steps. */
    record SecondPersonNeeded() implements RetentionRefusal {
        @Override
        public String name() {
            return "retention-second-person-needed";
        }

        @Override
        public String sentence() {
            return "Not done: you prepared this yourself. Another person, a clerk or the manager, takes the second step.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1, C.9", "A series is confirmed and a schedule adopted by two people.");
        }
    }

    /** A schedule lists a series once. */
    record SeriesTwice(SeriesCode series) implements RetentionRefusal {
        @Override
        public String name() {
            return "series-twice";
        }

        @Override
        public String sentence() {
            return "Not adopted: the schedule has " + series + " twice. Keep one of them.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1", "A series has one code, period and trigger in a schedule.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("series", series.value());
        }
    }

    /** No adopted schedule has it. */
    record UnknownSeries(SeriesCode series) implements RetentionRefusal {
        @Override
        public String name() {
            return "unknown-series";
        }

        @Override
        public String sentence() {
            return "Not done: no adopted schedule has a series " + series + ". Look at the schedule, or adopt one that has it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2", "A rule puts records into a series of the schedule.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("series", series.value());
        }
    }

    /** There is no such rule, or it is another wording's turn. */
    record RuleChanged(RuleId rule, int number) implements RetentionRefusal {
        @Override
        public String name() {
            return "rule-changed";
        }

        @Override
        public String sentence() {
            return "Not adopted: the rule is not as you saw it. Look at it again; its next wording is number " + number + ".";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2", "A person adopts the wording whose preview that person saw.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("rule", rule.toString(), "number", String.valueOf(number));
        }
    }

    /** A retired rule does not come back. */
    record RuleIsRetired(RuleId rule) implements RetentionRefusal {
        @Override
        public String name() {
            return "rule-is-retired";
        }

        @Override
        public String sentence() {
            return "Not adopted: this rule was retired. Make a new rule.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2",
                    "Adopting a rule confirms what it matches from then on; a retired one confirms nothing.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("rule", rule.toString());
        }
    }

    /** The archive has no such record. */
    record UnknownRecord(RecordId record) implements RetentionRefusal {
        @Override
        public String name() {
            return "unknown-record";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: the archive has no such record.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.2", "The unit of classification is a captured record.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString());
        }
    }

    /** Under a hold an exception may add series, never take one away. */
    record HoldInForce(RecordId record) implements RetentionRefusal {
        @Override
        public String name() {
            return "hold-in-force";
        }

        @Override
        public String sentence() {
            return "Not classified: a legal hold covers this record, and while it does, an exception may add series but not take one"
                    + " away. Ask the City Attorney, or add to the series that it has.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "A hold blocks an exception that shortens the period.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString());
        }
    }

    /** Only dates of the record's own are entered for it. */
    record NotOfTheRecord(Trigger trigger) implements RetentionRefusal {
        @Override
        public String name() {
            return "trigger-not-of-the-record";
        }

        @Override
        public String sentence() {
            return "Not entered: this clock does not start by a date of the single record. Enter a closing, a next version or an event; an"
                    + " audit report is entered once for its fiscal year.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1", "What starts the clock is said by the series' trigger.");
        }
    }

    /** What has not happened yet starts no clock. */
    record InTheFuture(LocalDate on) implements RetentionRefusal {
        @Override
        public String name() {
            return "trigger-in-the-future";
        }

        @Override
        public String sentence() {
            return "Not entered: " + on + " is still to come. Enter it when it has happened.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.1", "A trigger date is the day on which something happened.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("on", on.toString());
        }
    }

    /** A report comes after the end of its year. */
    record BeforeTheYearEnds(FiscalYear year) implements RetentionRefusal {
        @Override
        public String name() {
            return "audit-before-year-ends";
        }

        @Override
        public String sentence() {
            return "Not entered: " + year + " ends on " + year.lastDay() + ", and its final audit report comes after that.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW M-23", "The clock begins the month in which the final audit report is received.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("year", year.toString());
        }
    }
}
