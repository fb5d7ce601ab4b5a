package org.cityarchive.core.policy;

import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;

/** Which rules the city chose to live by. */
public sealed interface PolicyEvent extends Fact {

    /**
     * From now on this profile holds.
     *
     * @param choice names this choice; its reason lies sealed under it
     */
    @Event(namespace = "policy", name = "ProfileChosen", version = "1")
    record ProfileChosen(@EventTag(key = "choice") UUID choice, Profile profile) implements PolicyEvent {}
}
