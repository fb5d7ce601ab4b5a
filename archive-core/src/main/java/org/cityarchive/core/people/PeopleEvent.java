package org.cityarchive.core.people;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;

/** Who came to act here. Ids only: a person's name is sealed in the vault. */
public sealed interface PeopleEvent extends Fact {

    /** The person is known to the archive. */
    @Event(namespace = "people", name = "PersonAdded", version = "1")
    record PersonAdded(@EventTag(key = "person") PersonId person) implements PeopleEvent {}

    /** From now on the person may act in this role. */
    @Event(namespace = "people", name = "RoleGranted", version = "1")
    record RoleGranted(@EventTag(key = "person") PersonId person, Role role) implements PeopleEvent {}
}
