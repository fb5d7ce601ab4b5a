package org.cityarchive.core.capture;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A keyed print of one field's value: tells only whether two values of the same record are equal, and dies with its key (DATA.md §3).
 *
 * @param base64 8 bytes, RFC 4648 §4 with padding: as facts carry it
 */
public record Print(String base64) {

    /** Refuses anything but 8 bytes: a fact must not be able to hold a word. */
    public Print {
        if (Base64.getDecoder().decode(base64).length != Long.BYTES) {
            throw new IllegalArgumentException("a print has 8 bytes");
        }
    }

    /** The print of these 8 bytes, read as one number. */
    public static Print of(long bytes) {
        return new Print(Base64.getEncoder().encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(bytes).array()));
    }

    @Override
    public String toString() {
        return base64;
    }
}
