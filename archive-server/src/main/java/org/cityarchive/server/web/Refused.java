package org.cityarchive.server.web;

import org.cityarchive.core.law.Refusal;

/** Carries the law's no out of a handler, to be shown as a problem or a page. */
public final class Refused extends RuntimeException {
    private final transient Refusal refusal;

    public Refused(Refusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
