package org.cityarchive.core.request;

import org.cityarchive.core.law.Features;

/** The wiring of requests for public records. */
public final class RequestModule {
    private RequestModule() {}

    public static void register(Features features) {
        features.facts(RequestEvent.class).law(RequestCommand.class, new RequestLaw());
    }
}
