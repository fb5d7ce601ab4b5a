package org.cityarchive.core.retention;

import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The noes about confirming what rules classify. */
public sealed interface ClassificationRefusal extends Refusal {
    @Override
    default Citation citation() {
        return new Citation("LAW C.2", "Whoever confirms a batch says of which rule, in which version, and of which records.");
    }

    /** The rule has another wording by now. */
    record OfAnotherWording(RuleVersion rule, int number) implements ClassificationRefusal {
        @Override
        public String name() {
            return "classification-of-another-wording";
        }

        @Override
        public String sentence() {
            return "Not confirmed: you looked at wording " + rule.version() + " of this rule; by now wording " + number
                    + " counts. Look at what that one matches.";
        }

        @Override
        public Map<String, String> values() {
            return Map.of("rule", rule.rule().toString(), "number", String.valueOf(number));
        }
    }

    /** The rule does not match it. */
    record NotMatched(RecordId record, RuleVersion rule) implements ClassificationRefusal {
        @Override
        public String name() {
            return "classification-not-matched";
        }

        @Override
        public String sentence() {
            return "Not confirmed: this rule does not match record " + record
                    + " any more. Look at the rule's records again, and confirm what it matches.";
        }

        @Override
        public Map<String, String> values() {
            return Map.of("record", record.toString(), "rule", rule.rule().toString());
        }
    }
}
