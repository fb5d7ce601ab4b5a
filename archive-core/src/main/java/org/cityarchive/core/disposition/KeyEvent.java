package org.cityarchive.core.disposition;

import java.time.Instant;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;

/** What became of the keys above those of destroyed records. */
public sealed interface KeyEvent extends Fact {

    /**
     * A wrapping key of destroyed records is gone from one place that held it (EVIDENCE.md §6.2, step 5).
     *
     * @param key the provider's name for it
     * @param provider which kind of place it was
     * @param at when, as the provider says
     * @param receipt what the provider says, word for word
     */
    @Event(namespace = "disposition", name = "WrappingKeyDestroyed", version = "1")
    record WrappingKeyDestroyed(@EventTag(key = "disposition") DispositionId disposition, String key, String provider, Instant at,
            String receipt) implements KeyEvent {}
}
