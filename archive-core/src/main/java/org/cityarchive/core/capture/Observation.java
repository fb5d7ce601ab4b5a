package org.cityarchive.core.capture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
     * A medium delivered with the observation.
     *
     * @param index its place in {@link Content#media()}
     * @param length bytes of it
     * @param bytes gives them, as often as asked: a large one is never in memory whole
     */
    public record Attached(int index, String mediaType, long length, Bytes bytes) {
        /** One whose bytes are in memory. */
        public static Attached of(int index, String mediaType, byte[] bytes) {
            return new Attached(index, mediaType, bytes.length, new InMemory(bytes));
        }

        /** Bytes that it takes up in memory while it is handed on. */
        public long held() {
            return bytes instanceof InMemory(var held) ? held.length : 0;
        }
    }

    /** Where the bytes of a medium come from. */
    public interface Bytes {
        /**
         * From the first byte.
         *
         * @throws IOException the delivery cannot be read, or no longer as it was
         */
        InputStream open() throws IOException;
    }

    /** Bytes at hand. */
    public record InMemory(byte[] bytes) implements Bytes {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** The instant that orders this wording among others: the platform's version time, else when it was seen. */
    public Instant effective() {
        return versionTime != null ? versionTime : observedAt;
    }
}
