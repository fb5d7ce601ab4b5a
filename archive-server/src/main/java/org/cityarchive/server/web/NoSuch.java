package org.cityarchive.server.web;

/** What was asked for is not here. */
public final class NoSuch extends RuntimeException {
    /** @param what as a sentence: "No record has this id." */
    public NoSuch(String what) {
        super(what);
    }
}
