package org.cityarchive.core.capture;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an adapter reports: one thing, seen once.
 *
 * @param createdAt when the platform says the thing was made; null when it does not say or it cannot be read
 * @param versionTime when the platform says this wording was made (an edit's time); orders versions where given
 * @param observedAt when the source saw it
 * @param source "observed", "x-archive", …: which adapter, without the account
 * @param raw the item's own bytes, exactly
 * @param attached media bytes given with it
 */
public record Observation(NativeKey key, Kind kind, Seen seen, @Nullable Instant createdAt, @Nullable Instant versionTime,
        Instant observedAt, String source, Raw raw, List<Attached> attached) {

    /** Bytes as received. */
    public record Raw(byte[] bytes, String mediaType) {}

    /**
     * Bytes of a medium delivered with the observation.
     *
     * @param index its place in {@link Content#media()}
     */
    public record Attached(int index, String mediaType, byte[] bytes) {}

    /** The instant that orders this wording among others: the platform's version time, else when it was seen. */
    public Instant effective() {
        return versionTime != null ? versionTime : observedAt;
    }
}
