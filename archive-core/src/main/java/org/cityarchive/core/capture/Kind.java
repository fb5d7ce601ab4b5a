package org.cityarchive.core.capture;

/** What sort of thing a record is. */
public enum Kind {
    POST, COMMENT, MESSAGE, PROFILE;

    /** Whether such a thing may answer another, and so stand in its thread. */
    public boolean answers() {
        return this == COMMENT || this == MESSAGE;
    }

    /** Whether reading it is written down: a message was sent to the city alone (USERS.md story 10; Montana Const. Art. II §10). */
    public boolean isRestricted() {
        return this == MESSAGE;
    }
}
