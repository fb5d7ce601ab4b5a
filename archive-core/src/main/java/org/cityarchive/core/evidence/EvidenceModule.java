package org.cityarchive.core.evidence;

import org.cityarchive.core.law.Features;

/** The wiring of what is noted of the log. */
public final class EvidenceModule {
    private EvidenceModule() {}

    public static void register(Features features) {
        features.facts(EvidenceEvent.class).law(EvidenceCommand.class, new EvidenceLaw());
    }
}
