package org.cityarchive.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** A tag as it is stored: the first 16 bytes of SHA-256(key, 0x00, value) (DATA.md §1). */
public record TagKey(long high, long low) {
    public static TagKey of(String key, String value) {
        MessageDigest digest = sha256();
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        return of(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
    }

    public static TagKey of(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        return new TagKey(bytes.getLong(), bytes.getLong());
    }

    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
