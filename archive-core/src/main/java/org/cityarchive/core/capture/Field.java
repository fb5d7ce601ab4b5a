package org.cityarchive.core.capture;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.jspecify.annotations.Nullable;

/** One named piece of sealed content, by the way it is committed to (EVIDENCE.md §1.3). */
public sealed interface Field {

    /** A value that is shown whole or not at all; spelled by {@link org.cityarchive.core.law.CanonicalJson}. */
    record Json(@Nullable Object value) implements Field {}

    /** Words of which a part may be withheld. */
    record Text(String text) implements Field {}

    /** Bytes, by their number and SHA-256. */
    record Bytes(long length, byte[] sha256) implements Field {}

    /** The field of these bytes. */
    static Field bytes(byte[] bytes) {
        try {
            return new Bytes(bytes.length, MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
