package org.cityarchive.core.hold;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.people.PersonId;

/** What happened to the legal holds. Matter, scope and reasons lie sealed; a fact holds their ids only. */
public sealed interface HoldEvent extends Fact {
    HoldId hold();

    /**
     * From this fact's commit on nothing that its scope covers is destroyed; what is captured later as well.
     *
     * @param words id of the sealed matter, reason and custodians
     * @param scope id of the sealed first scope
     */
    @Event(namespace = "hold", name = "HoldPlaced", version = "1")
    record HoldPlaced(@EventTag(key = "hold") HoldId hold, UUID words, UUID scope, PersonId placedBy) implements HoldEvent {}

    /**
     * One more scope binds, beside those before it; they bind until they are released.
     *
     * @param number of the new scope, from 2
     * @param scope id of the sealed scope
     * @param words id of the sealed reason
     */
    @Event(namespace = "hold", name = "HoldScopeChanged", version = "1")
    record HoldScopeChanged(@EventTag(key = "hold") HoldId hold, int number, UUID scope, UUID words, PersonId changedBy)
            implements
                HoldEvent {}

    /** A custodian said that the notice was read and is kept to. */
    @Event(namespace = "hold", name = "HoldAcknowledged", version = "1")
    record HoldAcknowledged(@EventTag(key = "hold") HoldId hold, PersonId custodian) implements HoldEvent {}

    /**
     * The first of the two steps of a release; it frees nothing.
     *
     * @param scopes numbers of the scopes that would be released
     * @param words id of the sealed reason
     */
    @Event(namespace = "hold", name = "ReleaseProposed", version = "1")
    record ReleaseProposed(@EventTag(key = "hold") HoldId hold, UUID proposal, List<Integer> scopes, UUID words,
            PersonId proposedBy)
            implements
                HoldEvent {
        public ReleaseProposed {
            scopes = List.copyOf(scopes);
        }
    }

    /** The proposal is taken back, or the second person said no. */
    @Event(namespace = "hold", name = "ReleaseWithdrawn", version = "1")
    record ReleaseWithdrawn(@EventTag(key = "hold") HoldId hold, UUID proposal, PersonId withdrawnBy) implements HoldEvent {}

    /**
     * The second step: the scopes bind no more once the days of cooling off are over, which are never shortened afterwards.
     *
     * @param on city day of the release
     * @param coolingOffDays as the city's profile had it on that day
     */
    @Event(namespace = "hold", name = "HoldReleased", version = "1")
    record HoldReleased(@EventTag(key = "hold") HoldId hold, UUID proposal, List<Integer> scopes, LocalDate on,
            int coolingOffDays, PersonId confirmedBy) implements HoldEvent {
        public HoldReleased {
            scopes = List.copyOf(scopes);
        }

        /** The last day of cooling off. */
        public LocalDate coolsOffThrough() {
            return on.plusDays(coolingOffDays);
        }
    }
}
