package org.cityarchive.core.capture;

import java.nio.ByteBuffer;
import java.util.Base64;

/** A keyed print of one field's value: tells only whether two values of the same record are equal, and dies with its key (DATA.md §3). */
public record Print(long value) {

    /**
     * Reads the form that facts carry.
     *
     * @throws IllegalArgumentException not base64 of 8 bytes
     */
    public static Print of(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != Long.BYTES) {
            throw new IllegalArgumentException("a print has 8 bytes, not " + bytes.length);
        }
        return new Print(ByteBuffer.wrap(bytes).getLong());
    }

    /** The 8 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /** RFC 4648 §4, with padding: as facts carry it. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    @Override
    public String toString() {
        return base64();
    }
}
