package org.cityarchive.core.retention;

import org.cityarchive.core.law.Features;

/** The wiring of schedules, rules and classification. */
public final class RetentionModule {
    private RetentionModule() {}

    public static void register(Features features) {
        features.facts(RetentionEvent.class).law(RetentionCommand.class, new RetentionLaw());
    }
}
