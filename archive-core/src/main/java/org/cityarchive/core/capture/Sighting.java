package org.cityarchive.core.capture;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * When and how a thing was seen.
 *
 * @param observedAt when the source saw it
 * @param versionTime when the platform says this wording was made; orders wordings where given
 * @param source which adapter
 * @param state how it stood
 * @param confirmedBy by which sign it is known to be gone; only then
 */
public record Sighting(Instant observedAt, @Nullable Instant versionTime, String source, State state,
        @Nullable ConfirmedBy confirmedBy) {

    /** The instant that orders the wording seen. */
    public Instant effective() {
        return versionTime != null ? versionTime : observedAt;
    }
}
