package org.cityarchive.server.vault;

import java.util.UUID;

/** A sealed part is missing, cut off, changed or not what its fact says. Names subject and part, never what was in it. */
public final class SealBroken extends RuntimeException {
    private final UUID subject;
    private final String part;

    public SealBroken(UUID subject, String part, String what) {
        super("Part " + part + " of " + subject + " " + what);
        this.subject = subject;
        this.part = part;
    }

    /** The record, or what else was sealed. */
    public UUID subject() {
        return subject;
    }

    /** Which part: "v1/content", "v1/media/0", "key" … */
    public String part() {
        return part;
    }
}
