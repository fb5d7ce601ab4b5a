package org.cityarchive.server.store;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** Events of plain text with times and tags of their own, as Axon's suite makes them. */
record TextForm() implements EventForm {
    @Override
    public byte[] payload(EventMessage event) {
        return requireNonNull(event.payload()).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] metadata(EventMessage event) {
        return CanonicalJson.write(event.metadata());
    }

    @Override
    public @Nullable Instant at(EventMessage event) {
        return event.timestamp().truncatedTo(ChronoUnit.MILLIS); // the column would round it
    }

    @Override
    public EventMessage read(StoredEvent stored) {
        return new GenericEventMessage(stored.id().toString(),
                new MessageType(new QualifiedName(stored.type()), stored.revision()),
                new String(stored.payload(), StandardCharsets.UTF_8), FactForm.strings(stored.metadata()), stored.at());
    }

    @Override
    public Optional<Set<Tag>> tags(EventMessage event) {
        return Optional.empty();
    }
}
