package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** How commitments are computed: salted SHA-256, tagged so that no two messages of different meaning are equal (EVIDENCE.md §1.3). */
public final class Commitments {
    /** Bytes of a seed and of a salt. */
    public static final int SALT = 32;

    private static final byte[] SALT_TAG = tag("ev1.salt");
    private static final byte[] JSON_TAG = tag("ev1.json");
    private static final byte[] BLOB_TAG = tag("ev1.blob");
    private static final byte[] SEGMENT_TAG = tag("ev1.segm");
    private static final byte[] TEXT_TAG = tag("ev1.text");
    private static final byte[] FIELDS_TAG = tag("ev1.flds");

    private final MessageDigest digest;
    private final byte[] salt = new byte[SALT];
    /** What is hashed next, gathered: one call of the digest costs more than a short message. */
    private byte[] message = new byte[256];
    private int length;

    private Commitments() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /**
     * The salt of a field or of one of its segments.
     *
     * @param seed 32 random bytes of the record version
     * @param field the field's place in name order, from 0
     * @param slot 0 the field's own, k + 1 segment k's
     */
    public static byte[] salt(byte[] seed, int field, long slot) {
        var hash = new Commitments();
        hash.deriveSalt(seed, field, slot);
        return hash.salt;
    }

    /** @throws IllegalArgumentException a salt that has not 32 bytes, a name that is none, a value that cannot be spelled */
    public static Commitment json(byte[] salt, String name, @Nullable Object value) {
        return new Commitments().salted(salt).ofJson(name, value);
    }

    /** @throws IllegalArgumentException a salt or digest that has not 32 bytes, a name that is none */
    public static Commitment blob(byte[] salt, String name, long length, byte[] sha256) {
        return new Commitments().salted(salt).ofBytes(name, length, sha256);
    }

    /** @throws IllegalArgumentException a salt that has not 32 bytes */
    public static Commitment segment(byte[] salt, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return new Commitments().salted(salt).ofSegment(bytes, 0, bytes.length);
    }

    /**
     * The commitment of a text by those of its segments, in their order.
     *
     * @throws IllegalArgumentException a salt that has not 32 bytes, a name that is none
     */
    public static Commitment text(byte[] salt, String name, List<Commitment> segments) {
        var hash = new Commitments();
        hash.beginText(salt, name, segments.size());
        segments.forEach(s -> hash.add(s.bytes()));
        return hash.finished();
    }

    /** The root over all fields' commitments. */
    public static Commitment root(SortedMap<String, Commitment> fields) {
        var hash = new Commitments();
        hash.add(FIELDS_TAG);
        hash.u16(fields.size());
        for (var field : fields.entrySet()) {
            hash.name(field.getKey());
            hash.add(field.getValue().bytes());
        }
        return hash.finished();
    }

    /** The root over these fields under this seed. */
    public static Commitment root(byte[] seed, SortedMap<String, Field> fields) {
        return root(each(seed, fields));
    }

    /** The commitment of each field under this seed. */
    public static SortedMap<String, Commitment> each(byte[] seed, SortedMap<String, Field> fields) {
        var hash = new Commitments();
        var commitments = new TreeMap<String, Commitment>();
        int place = 0;
        for (Map.Entry<String, Field> field : fields.entrySet()) {
            commitments.put(field.getKey(), hash.of(seed, place++, field.getKey(), field.getValue()));
        }
        return commitments;
    }

    private Commitment of(byte[] seed, int place, String name, Field field) {
        if (field instanceof Field.Text text) {
            return ofText(seed, place, name, text.text());
        }
        deriveSalt(seed, place, 0);
        return switch (field) {
            case Field.Json json -> ofJson(name, json.value());
            case Field.Bytes bytes -> ofBytes(name, bytes.length(), bytes.sha256());
            case Field.Text _ -> throw new IllegalStateException("a text is committed by its segments");
        };
    }

    private Commitment ofJson(String name, @Nullable Object value) {
        add(JSON_TAG);
        add(salt);
        name(name);
        add(CanonicalJson.write(value));
        return finished();
    }

    private Commitment ofBytes(String name, long bytes, byte[] sha256) {
        add(BLOB_TAG);
        add(salt);
        name(name);
        number(bytes, Long.BYTES);
        add(sized(sha256));
        return finished();
    }

    private Commitment ofSegment(byte[] text, int start, int end) {
        addSegment(text, start, end);
        return finished();
    }

    private Commitment ofText(byte[] seed, int place, String name, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int[] ends = Segments.ends(bytes);
        byte[] segments = new byte[ends.length * Commitment.LENGTH];
        int start = 0;
        for (int k = 0; k < ends.length; k++) {
            deriveSalt(seed, place, k + 1L);
            addSegment(bytes, start, ends[k]);
            finish(segments, k * Commitment.LENGTH);
            start = ends[k];
        }
        deriveSalt(seed, place, 0);
        beginText(salt, name, ends.length);
        add(segments);
        return finished();
    }

    private void addSegment(byte[] text, int start, int end) {
        add(SEGMENT_TAG);
        add(salt);
        add(text, start, end - start);
    }

    private void beginText(byte[] ownSalt, String name, int segments) {
        add(TEXT_TAG);
        add(sized(ownSalt));
        name(name);
        u32(segments);
    }

    private void deriveSalt(byte[] seed, int field, long slot) {
        add(SALT_TAG);
        add(sized(seed));
        u16(field);
        u32(slot);
        finish(salt, 0);
    }

    private Commitments salted(byte[] given) {
        System.arraycopy(sized(given), 0, salt, 0, SALT);
        return this;
    }

    private void add(byte[] bytes) {
        add(bytes, 0, bytes.length);
    }

    private void add(byte[] bytes, int from, int count) {
        room(count);
        System.arraycopy(bytes, from, message, length, count);
        length += count;
    }

    private void room(int more) {
        if (length + more > message.length) {
            message = Arrays.copyOf(message, Math.max(2 * message.length, length + more));
        }
    }

    private Commitment finished() {
        byte[] hash = new byte[Commitment.LENGTH];
        finish(hash, 0);
        return new Commitment(hash);
    }

    private void finish(byte[] into, int at) {
        try {
            digest.update(message, 0, length);
            length = 0;
            digest.digest(into, at, Commitment.LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has 32 bytes", e);
        }
    }

    private void name(String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException("not a field's name");
        }
        u16(name.length());
        room(name.length());
        for (int i = 0; i < name.length(); i++) {
            message[length++] = (byte) name.charAt(i); // a name is ASCII
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (i == 0 || !((c >= '0' && c <= '9') || c == '.'))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= 64;
    }

    private void u16(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("more than 16 bits");
        }
        number(value, Short.BYTES);
    }

    private void u32(long value) {
        if (value < 0 || value > 0xffff_ffffL) {
            throw new IllegalArgumentException("more than 32 bits");
        }
        number(value, Integer.BYTES);
    }

    private void number(long value, int bytes) {
        room(bytes);
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            message[length++] = (byte) (value >>> shift);
        }
    }

    private static byte[] sized(byte[] bytes) {
        if (bytes.length != SALT) {
            throw new IllegalArgumentException("32 bytes are expected, not " + bytes.length);
        }
        return bytes;
    }

    private static byte[] tag(String ascii) {
        return ascii.getBytes(US_ASCII);
    }
}
