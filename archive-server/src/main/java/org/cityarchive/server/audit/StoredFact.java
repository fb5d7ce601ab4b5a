package org.cityarchive.server.audit;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.evidence.LogEntry;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.store.CommitMac;
import org.jspecify.annotations.Nullable;

/**
 * A row of the facts as it lies there.
 *
 * @param payload canonical JSON, as far as nobody touched it
 * @param read what the payload says; null where it cannot be read
 */
record StoredFact(long position, UUID id, String type, String revision, Instant at, byte[] payload, byte[] metadata, byte[] nonce,
        @Nullable Fact read) {

    static StoredFact of(long position, UUID id, String type, String revision, Instant at, byte[] payload, byte[] metadata,
            byte[] nonce, FactCodec codec) {
        return new StoredFact(position, id, type, revision, at, payload, metadata, nonce, read(codec, type, revision, payload));
    }

    private static @Nullable Fact read(FactCodec codec, String type, String revision, byte[] payload) {
        try {
            return codec.read(type, revision, payload);
        } catch (RuntimeException _) { // whatever a changed byte makes of it
            return null;
        }
    }

    byte[] sum() {
        return CommitMac.sum(nonce, metadata, payload);
    }

    /** Its leaf; empty where not even the revision is a number. */
    Optional<NodeHash> leaf() {
        try {
            return Optional
                    .of(new LogEntry(position - 1, id, type, Integer.parseInt(revision), at, new NodeHash(sum())).leaf());
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** The record that it tells of; null where it tells of none. */
    @Nullable
    UUID record() {
        return read instanceof CaptureEvent captured ? captured.record().value() : null;
    }
}
