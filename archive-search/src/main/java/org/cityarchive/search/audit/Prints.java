package org.cityarchive.search.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;

import org.apache.lucene.util.BytesRef;

/**
 * Prints of what a document holds: 128 bits, the sum of one number for each element, so that the order in which elements are met does not
 * matter. Each number comes from SHA-256 under a secret of this audit alone, so that nobody can choose terms whose sum stays the same.
 */
final class Prints {
    private static final int REMEMBERED = 50_000;

    private final byte[] secret;
    private final MessageDigest digest;
    private final Map<BytesRef, long[]> remembered = new HashMap<>();

    /** @param secret random bytes of this audit */
    Prints(byte[] secret) {
        this.secret = secret.clone();
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** Where an element stands in a document. */
    enum Kind {
        TERM, POINT, NUMBER, NUMBERS, SORTED, NORM
    }

    /** The number of an element; the same array is not to be changed. */
    long[] of(Kind kind, String field, BytesRef value) {
        if (kind != Kind.TERM) {
            return computed(kind, field, value);
        }
        var name = field.getBytes(StandardCharsets.UTF_8);
        var key = new byte[name.length + 1 + value.length];
        System.arraycopy(name, 0, key, 0, name.length);
        System.arraycopy(value.bytes, value.offset, key, name.length + 1, value.length);
        if (remembered.size() > REMEMBERED) {
            remembered.clear();
        }
        return remembered.computeIfAbsent(new BytesRef(key), _ -> computed(kind, field, value));
    }

    long[] of(Kind kind, String field, long value) {
        return computed(kind, field, new BytesRef(ByteBuffer.allocate(8).putLong(value).array()));
    }

    private long[] computed(Kind kind, String field, BytesRef value) {
        var name = field.getBytes(StandardCharsets.UTF_8);
        digest.update(secret);
        digest.update(kind.name().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) name.length);
        digest.update(name);
        digest.update(value.bytes, value.offset, value.length);
        var number = ByteBuffer.wrap(digest.digest());
        return new long[]{number.getLong(), number.getLong()};
    }

    /** The term with one of its positions: both halves depend on both. */
    static long at(long half, int position) {
        long mixed = (half ^ (position + 1) * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        mixed ^= mixed >>> 29;
        return (mixed + half) * 0x94D049BB133111EBL;
    }
}
