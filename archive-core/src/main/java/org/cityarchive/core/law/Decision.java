package org.cityarchive.core.law;

import java.util.List;

/** What the law answers to a command. */
public sealed interface Decision {

    /** The law agrees. No facts: it was so already. */
    record Accepted(List<Fact> facts, List<Kept> kept) implements Decision {
        public static Accepted of(Fact... facts) {
            return new Accepted(List.of(facts), List.of());
        }
    }

    /** The law says no, and names the rule. */
    record Refused(Refusal refusal) implements Decision {}

    /** The world moved while the command was being prepared: prepare it again from the present. */
    record Outdated(String what) implements Decision {}
}
