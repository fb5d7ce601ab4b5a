package org.cityarchive.core.capture;

import org.cityarchive.core.law.Features;

/** Wires capture. */
public final class CaptureModule {
    private CaptureModule() {}

    /** Adds capture's facts and law. */
    public static void register(Features features) {
        features.facts(CaptureEvent.class).facts(DestructionEvent.class).law(CaptureRecords.class, new CaptureLaw());
    }
}
