package org.cityarchive.core.capture;

import java.nio.ByteBuffer;
import java.util.Base64;

/**
 * A keyed print of one field's value: tells only whether two values of the same record are equal, and dies with its key (DATA.md §3).
 *
 * @param base64 8 bytes, RFC 4648 §4 with padding: as facts carry it
 */
public record Print(String base64) {

    /** The print of these 8 bytes, read as one number. */
    public static Print of(long bytes) {
        return new Print(Base64.getEncoder().encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(bytes).array()));
    }

    @Override
    public String toString() {
        return base64;
    }
}
