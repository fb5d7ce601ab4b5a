package org.cityarchive.core.people;

import java.time.LocalDate;
import java.util.Map;

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

    /** The archive would be left without somebody who administers it for good. */
    record LastAdministrator(PersonId person) implements PeopleRefusal {
        @Override
        public String name() {
            return "last-administrator";
        }

        @Override
        public String sentence() {
            return "Not done: this is the last IT Director without an end. Make another person IT Director first.";
        }

        @Override
        public Citation citation() {
            return new Citation("ARCHITECTURE.md, IT_DIRECTOR", "An archive always has somebody who administers it.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("person", person.toString());
        }
    }

    /** Nobody changes their own roles. */
    record SecondPersonNeeded(PersonId person) implements PeopleRefusal {
        @Override
        public String name() {
            return "second-person-needed";
        }

        @Override
        public String sentence() {
            return "Not done: nobody grants, ends or removes their own role. Another IT Director can.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW A.3", "Who may act is decided by a second person.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("person", person.toString());
        }
    }

    /** The person was removed. */
    record WasRemoved(PersonId person) implements PeopleRefusal {
        @Override
        public String name() {
            return "person-removed";
        }

        @Override
        public String sentence() {
            return "Not granted: this person was removed. Who comes back is added anew.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW A.3", "A removed person gets nothing.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("person", person.toString());
        }
    }

    /** Nobody has this id. */
    record UnknownPerson(PersonId person) implements PeopleRefusal {
        @Override
        public String name() {
            return "unknown-person";
        }

        @Override
        public String sentence() {
            return "Not done: the archive knows no person with this id. Add the person first.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW A.3", "Roles are held by people the archive knows.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("person", person.toString());
        }
    }

    /** The last day of a role is over already. */
    record EndsBeforeItBegins(LocalDate until) implements PeopleRefusal {
        @Override
        public String name() {
            return "role-ends-before-it-begins";
        }

        @Override
        public String sentence() {
            return "Not granted: the last day " + until + " is over. Take today or a later day.";
        }

        @Override
        public Citation citation() {
            return new Citation("LAW RL-03, KA-12", "A role is held on days, from its granting to its last day.");
        }

        @Override
        public Map<String, String> values() {
            return Map.of("until", until.toString());
        }
    }
}
