package org.cityarchive.core.people;

import java.time.LocalDate;

import org.cityarchive.core.law.Command;
import org.jspecify.annotations.Nullable;

/** What may be asked about who may act. */
public sealed interface PeopleCommand extends Command {

    /** The set-up of an empty archive: its first person, who administers it. */
    record AddFirstPerson(PersonId person, Role role) implements PeopleCommand {}

    /**
     * Add a person in a first role; again for one who is there changes nothing.
     *
     * @param until last day of the role, in the city's zone; null: no end
     * @param by who asks
     */
    record AddPerson(PersonId person, Role role, @Nullable LocalDate until, Asking by) implements PeopleCommand {}

    /**
     * Grant a role to a person already there, or change the last day of one already granted.
     *
     * @param until last day of the role, in the city's zone; null: no end
     */
    record GrantRole(PersonId person, Role role, @Nullable LocalDate until, Asking by) implements PeopleCommand {}

    /** Take a role back, from this moment on. */
    record RevokeRole(PersonId person, Role role, Asking by) implements PeopleCommand {}

    /** Let a person go: no role any more, and none ever again. */
    record RemovePerson(PersonId person, Asking by) implements PeopleCommand {}

    /**
     * Who asks, and on which day.
     *
     * @param actor the person behind what is asked, also where a token of theirs asks; else the name of a program
     * @param today the city's day
     */
    record Asking(String actor, LocalDate today) {
        boolean is(PersonId person) {
            return actor.equals(person.toString());
        }
    }
}
