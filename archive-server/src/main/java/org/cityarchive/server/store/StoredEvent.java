package org.cityarchive.server.store;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A row of the event table.
 *
 * @param foundBy the tags by which it was found
 */
record StoredEvent(long position, UUID id, String type, String revision, Instant at, byte[] payload, byte[] metadata,
        Set<TagKey> foundBy) {}
