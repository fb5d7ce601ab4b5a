package org.cityarchive.core.hold;

import java.util.Map;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;

/** The noes about legal holds. */
public sealed interface HoldRefusal extends Refusal {

    /** Another role does this. */
    record NotInThisRole(Role role, Role needed) implements HoldRefusal {
        @Override
        public String name() {
            return "hold-not-in-this-role";
        }

        @Override
        public String sentence() {
            return "Not done: as " + role.word() + " you cannot do this with a legal hold. The " + needed.word() + " can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7",
                    "A hold is placed by the City Attorney and released by the attorney and the profile's second role.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("role", role.word(), "needed", needed.word());
        }
    }

    /** There is no such hold. */
    record UnknownHold(HoldId hold) implements HoldRefusal {
        @Override
        public String name() {
            return "unknown-hold";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: there is no such hold. Look at the list of holds.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "A hold is known by its placing.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("hold", hold.toString());
        }
    }

    /** Nothing of it binds any more. */
    record AlreadyReleased(HoldId hold) implements HoldRefusal {
        @Override
        public String name() {
            return "hold-already-released";
        }

        @Override
        public String sentence() {
            return "Nothing was changed: all of this is released already. Place a new hold if records must be kept again.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "A release is not undone; a new hold binds anew.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("hold", hold.toString());
        }
    }

    /** No such proposal is open. */
    record NoSuchProposal(HoldId hold) implements HoldRefusal {
        @Override
        public String name() {
            return "no-such-release-proposal";
        }

        @Override
        public String sentence() {
            return "Not released: this proposal is not open. It was withdrawn, or confirmed already; look at the hold.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "A release is proposed first and confirmed afterwards.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("hold", hold.toString());
        }
    }

    /** Who proposed does not confirm. */
    record OnePersonTwoSteps(HoldId hold, Role needed) implements HoldRefusal {
        @Override
        public String name() {
            return "one-person-two-steps";
        }

        @Override
        public String sentence() {
            return "Not released: you proposed this release yourself. Another person, the " + needed.word() + ", confirms it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.7", "The profile's second role confirms a release, never the proposer.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("hold", hold.toString(), "needed", needed.word());
        }
    }
}
