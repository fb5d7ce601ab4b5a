package org.cityarchive.core.capture;

import java.time.LocalDate;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;

/** The end of a record. Declared here, since capture must see it; written by disposition's law (DATA.md §3). */
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
}
