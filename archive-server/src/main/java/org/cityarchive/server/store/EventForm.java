package org.cityarchive.server.store;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.jspecify.annotations.Nullable;

/** How Axon's event messages become stored bytes, and back. */
interface EventForm {
    byte[] payload(EventMessage event);

    byte[] metadata(EventMessage event);

    /** A time of the event's own; null: that of its commit. */
    @Nullable
    Instant at(EventMessage event);

    EventMessage read(StoredEvent stored);

    /** The tags that the payload itself shows; empty where it shows none and stored tags cannot be checked. */
    Optional<Set<Tag>> tags(EventMessage event);
}
