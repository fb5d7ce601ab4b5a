package org.cityarchive.core.account;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.jspecify.annotations.Nullable;

/** What happened to the city's accounts. Their names are the city's own and not personal (DATA.md §4). */
public sealed interface AccountEvent extends Fact {

    /**
     * The account stands in the register; observations of it are kept from now on.
     *
     * @param handle its shown name on the platform, as first given
     * @param platformId the platform's own id; null until known
     * @param approvalAwaited whether a person must still say that the city owns it
     */
    @Event(namespace = "account", name = "AccountOpened", version = "1")
    record AccountOpened(@EventTag(key = "account") AccountId account, String platform, String handle,
            @Nullable String platformId, Via via,
            boolean approvalAwaited) implements AccountEvent {}

    /** How an account came into the register. */
    enum Via {
        IMPORT, REGISTER
    }
}
