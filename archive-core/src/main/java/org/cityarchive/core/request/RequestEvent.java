package org.cityarchive.core.request;

import java.time.LocalDate;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;

/** What happened to requests for public records. Who asks and for what lies sealed beside. */
public sealed interface RequestEvent extends Fact {
    RequestId request();

    /**
     * Somebody asked. No reason is needed, and no name (LAW.md M-05).
     *
     * @param receivedOn city day
     * @param words id of the sealed text of the request and of the requester, as far as given
     */
    @Event(namespace = "request", name = "RequestReceived", version = "1")
    record RequestReceived(@EventTag(key = "request") RequestId request, LocalDate receivedOn, UUID words, PersonId enteredBy)
            implements
                RequestEvent {}

    /** The record may be what is asked for: it is kept while the request is open. */
    @Event(namespace = "request", name = "RecordIncluded", version = "1")
    record RecordIncluded(@EventTag(key = "request") RequestId request, @EventTag(key = "record") RecordId record,
            PersonId includedBy) implements RequestEvent {}

    /**
     * The record is not what is asked for.
     *
     * @param words id of the sealed reason
     */
    @Event(namespace = "request", name = "RecordExcluded", version = "1")
    record RecordExcluded(@EventTag(key = "request") RequestId request, @EventTag(key = "record") RecordId record, UUID words,
            PersonId excludedBy) implements RequestEvent {}

    /**
     * The request is answered, denied or withdrawn, and the time for an appeal is over: it keeps no record any more.
     *
     * @param on city day
     */
    @Event(namespace = "request", name = "RequestClosed", version = "1")
    record RequestClosed(@EventTag(key = "request") RequestId request, LocalDate on, UUID words, PersonId closedBy)
            implements
                RequestEvent {}
}
