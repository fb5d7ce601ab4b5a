package org.cityarchive.core.disposition;

import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.law.Features;

/** The wiring of the end of records. */
public final class DispositionModule {
    private DispositionModule() {}

    public static void register(Features features) {
        features.facts(DispositionEvent.class).facts(DestructionEvent.class).facts(KeyEvent.class).facts(HomeEvent.class)
                .facts(CertificateEvent.class)
                .law(DispositionCommand.class, new DispositionLaw()).law(ErasureCommand.class, new ErasureLaw())
                .law(HomeCommand.class, new HomeLaw());
    }
}
