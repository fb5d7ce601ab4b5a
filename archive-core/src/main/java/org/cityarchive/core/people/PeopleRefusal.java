package org.cityarchive.core.people;

import org.cityarchive.core.law.Citation;
import org.cityarchive.core.law.Refusal;

/** The noes about who may act. */
public sealed interface PeopleRefusal extends Refusal {

    /** Somebody has set the archive up already. */
    record AlreadySetUp() implements PeopleRefusal {
        @Override
        public String name() {
            return "already-set-up";
        }

        @Override
        public String sentence() {
            return "Not set up again: this archive has its first administrator, who can add others.";
        }

        @Override
        public Citation citation() {
            return new Citation("ARCHITECTURE.md §7", "Only an empty archive is led through set-up.");
        }
    }

    /** A role that people cannot have. */
    record NotForPeople(Role role) implements PeopleRefusal {
        @Override
        public String name() {
            return "role-not-for-people";
        }

        @Override
        public String sentence() {
            return "Not granted: the role \"" + role.word() + "\" is for programs. Make a token for it.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW A.3", "Adapters act by token, people in their own role.");
        }
    }
}
