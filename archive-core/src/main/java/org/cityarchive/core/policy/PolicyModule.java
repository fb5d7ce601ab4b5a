package org.cityarchive.core.policy;

import org.cityarchive.core.law.Features;

/** The wiring of the rules. */
public final class PolicyModule {
    private PolicyModule() {}

    public static void register(Features features) {
        features.facts(PolicyEvent.class).law(PolicyCommand.class, new PolicyLaw());
    }
}
