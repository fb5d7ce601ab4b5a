package org.cityarchive.core.disposition;

import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;
import org.cityarchive.core.people.Role;

/** The noes about striking off a home that has to clear itself of what was destroyed. */
public sealed interface HomeRefusal extends Refusal {
    /** The home it is about. */
    UUID home();

    /** Another role does this. */
    record NotForThisRole(UUID home, Role role, Role approver) implements HomeRefusal {
        @Override
        public String name() {
            return "home-not-in-this-role";
        }

        @Override
        public String sentence() {
            return "Not struck off: as " + role.word() + " you cannot say that a home is lost. The " + approver.word()
                    + " or the "
                    + Role.IT_DIRECTOR.word() + " can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8, A.3",
                    "Whoever answers for a destruction, or for the machines, says that a place that held copies is lost.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("home", home.toString(), "role", role.word(), "approver", approver.word());
        }
    }

    /** It was seen a moment ago. */
    record StillRuns(UUID home, long minutes, long needed) implements HomeRefusal {
        @Override
        public String name() {
            return "home-still-runs";
        }

        @Override
        public String sentence() {
            return "Not struck off: the home " + home + " was seen " + minutes
                    + " minutes ago, and clears itself while it runs. If it is lost, ask again when nothing was seen of it for "
                    + needed + " minutes.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW C.8, EVIDENCE 6.2",
                    "What is destroyed goes from the index, uploads and packages of each home that can be reached.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("home", home.toString(), "minutes", String.valueOf(minutes), "needed", String.valueOf(needed));
        }
    }
}
