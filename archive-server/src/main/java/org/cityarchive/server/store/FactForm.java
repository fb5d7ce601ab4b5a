package org.cityarchive.server.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.FactCodec;
import org.jspecify.annotations.Nullable;

/** Facts as canonical JSON; their time is that of the commit. */
record FactForm(FactCodec codec) implements EventForm {
    @Override
    public byte[] payload(EventMessage event) {
        return codec.write((Fact) requireNonNull(event.payload()));
    }

    @Override
    public byte[] metadata(EventMessage event) {
        return CanonicalJson.write(FactCodec.members(FactCodec.attribution(event.metadata())));
    }

    @Override
    public @Nullable Instant at(EventMessage event) {
        return null;
    }

    @Override
    public EventMessage read(StoredEvent stored) {
        Fact fact = codec.read(stored.type(), stored.revision(), stored.payload());
        return new GenericEventMessage(stored.id().toString(),
                new MessageType(new QualifiedName(stored.type()), stored.revision()), fact,
                strings(stored.metadata()), stored.at());
    }

    static Map<String, String> strings(byte[] metadata) {
        var strings = new HashMap<String, String>();
        CanonicalJson.parseObject(metadata).forEach((key, value) -> strings.put(key, String.valueOf(value)));
        return strings;
    }

    @Override
    public Optional<Set<Tag>> tags(EventMessage event) {
        var tags = new LinkedHashSet<Tag>();
        codec.tags((Fact) requireNonNull(event.payload())).forEach(t -> tags.add(new Tag(t.key(), t.value())));
        return Optional.of(tags);
    }
}
