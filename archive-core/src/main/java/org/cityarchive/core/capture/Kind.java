package org.cityarchive.core.capture;

/** What sort of thing a record is. */
public enum Kind {
    POST, COMMENT, MESSAGE, PROFILE
}
