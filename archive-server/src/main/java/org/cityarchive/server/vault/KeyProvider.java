package org.cityarchive.server.vault;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The port of the place where bucket keys live: outside PostgreSQL and its backups. Destroying a key there is the act of destruction. */
public interface KeyProvider {

    /** The bucket's live key; made when there is none. A destroyed one is never made again: its bucket gets another. */
    default KeyId create(Bucket bucket) {
        return under(bucket, key -> key);
    }

    /**
     * Uses the bucket's live key as {@link #create} gives it, and nobody renews it meanwhile: what is wrapped by it and stored within
     * this use is found by whoever renews it afterwards.
     */
    <T> T under(Bucket bucket, Function<KeyId, T> use);

    /**
     * Another key for the bucket of a live one; from now on the bucket is given this one. The old one still opens what it wrapped, until
     * it is destroyed. A renewal that was killed goes on with the key that it made.
     *
     * @throws KeyTrouble no such live key
     */
    KeyId renew(KeyId old);

    /**
     * Wraps a batch key.
     *
     * @throws KeyTrouble no such live key
     */
    byte[] wrap(KeyId key, byte[] batchKey);

    /**
     * Unwraps a batch key.
     *
     * @throws KeyTrouble no such live key, or not wrapped by it
     */
    byte[] unwrap(KeyId key, byte[] wrapped);

    /**
     * Destroys a key, for ever.
     *
     * @throws KeyTrouble no such live key
     */
    Receipt destroy(KeyId key);

    /** Lets go, in this process, of what it remembers of keys that any process has destroyed: they open nothing here either. */
    void forgetDestroyed();

    /** What it says of a key that was destroyed; empty where none of this name was. */
    Optional<Receipt> receipt(KeyId key);

    /** Every key that was ever made here and how it stands. */
    List<Held> inventory();

    /**
     * A key that belongs to the whole archive, 32 bytes.
     *
     * @throws KeyTrouble it is not here; it is made only with the archive itself
     */
    byte[] secret(Secret secret);

    /** The last checkpoint that left the archive, kept outside the database: by it a database that lost facts is known (EVIDENCE.md §2.5). */
    Optional<String> anchor();

    /** Keeps a newer one; durable when this returns. */
    void anchor(String note);

    /** The number and hash of the last destruction journal: by it a journal that was taken away is known (EVIDENCE.md §6.2). */
    Optional<String> journalHead();

    /** Keeps a newer one; durable when this returns. */
    void journalHead(String head);

    /** A provider's name for a bucket key. */
    record KeyId(String value) {
        @Override
        public String toString() {
            return value;
        }
    }

    /** A key and how it stands. */
    record Held(KeyId key, String bucket, Instant madeAt, KeyState state) {}

    /** What the provider says of a destruction. */
    record Receipt(String provider, KeyId key, KeyState state, Instant at, String text) {}

    /** How a key stands. */
    enum KeyState {
        LIVE, DESTROYED
    }

    /** Keys that belong to the whole archive and are kept for ever. */
    enum Secret {
        /** Names records (DATA.md §2). */
        IDENTITY,
        /** Seals each commit of the event store against forged rows. */
        COMMIT,
        /** Seals what passes through a queue. */
        TRANSPORT,
        /** Seals and signs backups and destruction journals. */
        BACKUP,
        /** The seed of the log's Ed25519 key (EVIDENCE.md §2.2). */
        LOG_ED25519,
        /** The seed of the log's ML-DSA-44 key. */
        LOG_ML_DSA_44
    }
}
