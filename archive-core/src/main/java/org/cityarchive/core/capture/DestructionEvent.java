package org.cityarchive.core.capture;

import java.time.LocalDate;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;

/** The end of a record, and what is said of one that came back. Declared here, since capture must see it; written by disposition's law (DATA.md §3). */
public sealed interface DestructionEvent extends Fact {

    /**
     * Its key and what was sealed under it are gone with this fact's commit; what remains is a stub.
     *
     * @param disposition the approved batch it belonged to
     * @param dated its record date
     * @param on city day of the destruction
     */
    @Event(namespace = "capture", name = "RecordDestroyed", version = "1")
    record RecordDestroyed(@EventTag(key = "record") RecordId record, @EventTag(key = "disposition") UUID disposition,
            LocalDate dated, LocalDate on) implements DestructionEvent {}

    /**
     * What was seen of a destroyed record on its platform is a record again: a person said so. Until then it is nobody's to read.
     *
     * @param words id of the sealed reason
     */
    @Event(namespace = "capture", name = "ReturnKept", version = "1")
    record ReturnKept(@EventTag(key = "record") RecordId record, UUID words, PersonId keptBy) implements DestructionEvent {}
}
