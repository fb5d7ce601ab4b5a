package org.cityarchive.core.account;

import org.cityarchive.core.law.Features;

/** The wiring of the city's accounts. */
public final class AccountModule {
    private AccountModule() {}

    public static void register(Features features) {
        features.facts(AccountEvent.class).law(AccountCommand.class, new AccountLaw());
    }
}
