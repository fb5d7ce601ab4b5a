package org.cityarchive.core.people;

import org.cityarchive.core.law.Command;

/** What may be asked about who may act. */
public sealed interface PeopleCommand extends Command {

    /** The set-up of an empty archive: its first person, who administers it. */
    record AddFirstPerson(PersonId person, Role role) implements PeopleCommand {}

    /** Add a person in a role, or grant a further role to one already there. */
    record GrantRole(PersonId person, Role role) implements PeopleCommand {}
}
