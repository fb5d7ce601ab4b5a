package org.cityarchive.server.search;

import java.util.Locale;

/** How far an export has come. */
enum ExportState {
    QUEUED, RUNNING, DONE, FAILED, CANCELLED, EXPIRED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ExportState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it may still become a package. */
    boolean isGoing() {
        return this == QUEUED || this == RUNNING;
    }
}
