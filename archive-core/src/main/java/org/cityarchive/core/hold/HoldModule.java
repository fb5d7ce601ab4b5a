package org.cityarchive.core.hold;

import org.cityarchive.core.law.Features;

/** The wiring of legal holds. */
public final class HoldModule {
    private HoldModule() {}

    public static void register(Features features) {
        features.facts(HoldEvent.class).law(HoldCommand.class, new HoldLaw());
    }
}
