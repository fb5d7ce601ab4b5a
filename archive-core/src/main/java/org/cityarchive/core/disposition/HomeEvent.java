package org.cityarchive.core.disposition;

import java.time.Instant;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;

/** What became of the homes that clear themselves of what is destroyed: each has an index, uploads and packages of its own. */
public sealed interface HomeEvent extends Fact {

    /**
     * A home was struck off: it is lost, and no destruction waits for it any more. What it held is not known to be gone. Where it starts
     * again, it counts again.
     *
     * @param home its id
     * @param startedAt when it was last started before: the strike is of that start
     * @param words id of the sealed reason
     */
    @Event(namespace = "disposition", name = "HomeStruck", version = "1")
    record HomeStruck(UUID home, Instant startedAt, UUID words,
            @EventTag(key = "person") PersonId struckBy) implements HomeEvent {}
}
