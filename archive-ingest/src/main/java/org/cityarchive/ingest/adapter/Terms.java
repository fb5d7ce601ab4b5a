package org.cityarchive.ingest.adapter;

import java.time.Instant;
import java.time.InstantSource;

import org.jspecify.annotations.Nullable;

/**
 * Under which terms a file is read.
 *
 * @param account handle or platform id of the account it belongs to, where the file does not say
 * @param fileTime when the file was made, where it does not say
 * @param clock tells what lies ahead of now
 */
public record Terms(@Nullable String account, Instant fileTime, InstantSource clock) {
    private static final int TOLERATED_SECONDS = 300;

    /** Whether an observation of this time is further ahead than clocks differ. */
    public boolean isAhead(Instant observedAt) {
        return observedAt.isAfter(clock.instant().plusSeconds(TOLERATED_SECONDS));
    }
}
