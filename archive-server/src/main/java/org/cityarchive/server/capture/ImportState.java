package org.cityarchive.server.capture;

import java.util.Locale;

/** How an import stands. */
public enum ImportState {
    QUEUED, RUNNING, PAUSED, DONE, FAILED, STOPPED;

    /** As API and table spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
        return this == DONE || this == FAILED || this == STOPPED;
    }

    static ImportState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
