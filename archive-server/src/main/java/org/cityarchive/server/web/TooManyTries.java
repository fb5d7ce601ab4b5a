package org.cityarchive.server.web;

import java.time.Duration;

/** Somebody tries codes faster than a person mistypes. */
public final class TooManyTries extends RuntimeException {
    private final transient Duration pause;

    public TooManyTries(Duration pause) {
        super("too many tries");
        this.pause = pause;
    }

    public Duration pause() {
        return pause;
    }
}
