package org.cityarchive.server.web;

import org.cityarchive.core.law.Refusal;

/** Writes down each no of the law before it is answered: whoever shows a refusal, as a problem or on a form, says so here first. */
public interface Refusals {
    /** Keeps that the one who asks now was refused, by which rule; again in the same request adds nothing. */
    void note(Refusal refusal);
}
