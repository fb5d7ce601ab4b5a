package org.cityarchive.core.people;

import org.cityarchive.core.law.Features;

/** The wiring of who may act. */
public final class PeopleModule {
    private PeopleModule() {}

    public static void register(Features features) {
        features.facts(PeopleEvent.class).law(PeopleCommand.class, new PeopleLaw());
    }
}
