package org.cityarchive.core.capture;

import java.util.Arrays;
import java.util.Base64;

/** What a fact says of sealed content: 32 bytes that bind it and tell nothing of it (EVIDENCE.md §1.3). Computed by {@link Commitments}. */
public record Commitment(byte[] bytes) {
    /** Bytes of a commitment. */
    public static final int LENGTH = 32;

    public Commitment {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a commitment has 32 bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    /**
     * Reads the form that facts carry.
     *
     * @throws IllegalArgumentException not base64 of 32 bytes
     */
    public static Commitment of(String base64) {
        return new Commitment(Base64.getDecoder().decode(base64));
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** RFC 4648 §4, with padding: as facts carry it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Commitment that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
