package org.cityarchive.server.search;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An export as its row tells it.
 *
 * @param number counts exports from 1
 * @param asked the wish, sealed
 * @param reason why it failed, or is less than was asked; null: no reason needed
 * @param knownAt the position whose knowledge all its files show
 * @param total records
 * @param size bytes of the package; 0 until it is whole
 * @param digest SHA-256 of the package, in hex; null until it is whole
 * @param expiresAt when the package is deleted
 */
record ExportJob(UUID id, long number, String owner, String role, byte[] asked, ExportState state, @Nullable String reason,
        long knownAt, long total, long done, long size, @Nullable String digest, @Nullable String keyId,
        byte @Nullable [] keyWrapped, Instant createdAt, @Nullable Instant finishedAt, Instant expiresAt) {

    /** The package's name for whoever downloads it. */
    String fileName() {
        return "city-archive-export-" + number + ".zip";
    }
}
