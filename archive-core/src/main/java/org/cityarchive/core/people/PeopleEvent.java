package org.cityarchive.core.people;

import java.time.LocalDate;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.jspecify.annotations.Nullable;

/** Who came to act here, in which role, and who went. Ids only: a person's name is sealed in the vault. */
public sealed interface PeopleEvent extends Fact {

    /** The person is known to the archive. */
    @Event(namespace = "people", name = "PersonAdded", version = "1")
    record PersonAdded(@EventTag(key = "person") PersonId person) implements PeopleEvent {}

    /**
     * From now on the person may act in this role. Granted again, the role has the last day said last.
     *
     * @param until last day on which the person may act so, in the city's zone; null: no end
     */
    @Event(namespace = "people", name = "RoleGranted", version = "2")
    record RoleGranted(@EventTag(key = "person") PersonId person, Role role, @Nullable LocalDate until) implements PeopleEvent {}

    /** From now on the person may not act in this role. */
    @Event(namespace = "people", name = "RoleRevoked", version = "1")
    record RoleRevoked(@EventTag(key = "person") PersonId person, Role role) implements PeopleEvent {}

    /** From now on the person may not act here at all. */
    @Event(namespace = "people", name = "PersonRemoved", version = "1")
    record PersonRemoved(@EventTag(key = "person") PersonId person) implements PeopleEvent {}
}
