package org.cityarchive.core.account;

import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.law.Fact;
import org.jspecify.annotations.Nullable;

/**
 * What happened to the city's accounts. Their handles are the city's own and not personal (DATA.md §4); what a person wrote about them
 * lies sealed beside, and a fact holds its id only.
 */
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

    /**
     * A person said what it is called, whose it is and what for.
     *
     * @param words id of the sealed words, which take the place of earlier ones
     */
    @Event(namespace = "account", name = "AccountDescribed", version = "1")
    record AccountDescribed(@EventTag(key = "account") AccountId account, UUID words) implements AccountEvent {}

    /** A person said that the city owns it. */
    @Event(namespace = "account", name = "AccountConfirmed", version = "1")
    record AccountConfirmed(@EventTag(key = "account") AccountId account) implements AccountEvent {}

    /**
     * A person said that it is not the city's; what was captured of it stays, and no more is taken.
     *
     * @param words id of the sealed reason
     */
    @Event(namespace = "account", name = "AccountDisowned", version = "1")
    record AccountDisowned(@EventTag(key = "account") AccountId account, UUID words) implements AccountEvent {}

    /**
     * A person said of an account that an import named, and that never stood in the register, that it is not the city's. Whose it is may be
     * personal: the fact holds neither handle nor id.
     *
     * @param account an id of this decision's own
     * @param alias keyed digest of the platform and the handle
     * @param words id of the sealed handle and reason
     */
    @Event(namespace = "account", name = "AccountDeclined", version = "1")
    record AccountDeclined(@EventTag(key = "account") AccountId account, String platform, UUID alias,
            UUID words) implements AccountEvent {}

    /** How an account came into the register. */
    enum Via {
        IMPORT, REGISTER
    }
}
