package org.cityarchive.server.vault;

import java.util.UUID;

/** A sealed part is missing, cut off, changed or not what its fact says. Names subject and part, never what was in it. */
public final class SealBroken extends RuntimeException {
    private final UUID subject;
    private final String part;
    private final Trouble trouble;

    /** What is wrong with it. */
    public enum Trouble {
        /** It is not there. */
        MISSING,
        /** Its subject has no key. */
        NO_KEY,
        /** Its subject's key, or the key that wraps that, does not open. */
        KEY_BROKEN,
        /** It opens, and is not what its fact committed to. */
        NOT_COMMITTED,
        /** It does not open: changed, cut off or put in another's place. */
        CHANGED
    }

    public SealBroken(UUID subject, String part, String what) {
        this(subject, part, Trouble.CHANGED, what);
    }

    SealBroken(UUID subject, String part, Trouble trouble, String what) {
        super("Part " + part + " of " + subject + " " + what);
        this.subject = subject;
        this.part = part;
        this.trouble = trouble;
    }

    /** The record, or what else was sealed. */
    public UUID subject() {
        return subject;
    }

    /** Which part: "v1/content", "v1/media/0", "key" … */
    public String part() {
        return part;
    }

    public Trouble trouble() {
        return trouble;
    }
}
