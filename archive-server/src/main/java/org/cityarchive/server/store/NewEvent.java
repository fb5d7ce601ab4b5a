package org.cityarchive.server.store;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A fact encoded and ready to be appended.
 *
 * @param at fixed time; null: that of the commit
 * @param sum SHA-256 over nonce, metadata and payload (EVIDENCE.md §1.4)
 */
record NewEvent(UUID id, String type, String revision, @Nullable Instant at, byte[] payload, byte[] metadata, byte[] nonce,
        byte[] sum,
        List<TagKey> tags) {}
