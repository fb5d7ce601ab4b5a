package org.cityarchive.core.law;

import java.util.SortedMap;

import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a value: RFC 8785, restricted to strings, integers of at most 53 bits, booleans, null, lists and objects
 * (EVIDENCE.md §1.2). What is hashed, sealed and stored is spelled by this class.
 */
public final class CanonicalJson {
    /** The greatest integer that every reader of JSON keeps exactly. */
    public static final long GREATEST = (1L << 53) - 1;
    /** How deep lists and objects may stand in each other. */
    public static final int DEEPEST = 64;

    private CanonicalJson() {}

    /**
     * Reads one value. White space between tokens is taken; anything RFC 8785 or the restriction forbids is refused.
     *
     * @return {@code SortedMap<String, Object>}, {@code List<Object>}, String, Long, Boolean or null; maps and lists cannot be changed
     * @throws Malformed the bytes are not such a value
     */
    public static @Nullable Object parse(byte[] bytes) {
        return new JsonParser(bytes).document();
    }

    /**
     * Reads one object.
     *
     * @throws Malformed the bytes are not an object
     */
    @SuppressWarnings("unchecked")
    public static SortedMap<String, @Nullable Object> parseObject(byte[] bytes) {
        if (parse(bytes) instanceof SortedMap<?, ?> object) {
            return (SortedMap<String, @Nullable Object>) object;
        }
        throw new Malformed("an object is expected", 0);
    }

    /**
     * Spells a value.
     *
     * @param value {@code Map<String, ?>} in any order, {@code Iterable<?>}, String, Long, Integer, Boolean or null
     * @throws IllegalArgumentException a value that cannot be spelled: lone surrogate, integer out of range, other type, too deep
     */
    public static byte[] write(@Nullable Object value) {
        return new JsonWriter().document(value);
    }

    /** Bytes that are no restricted canonical JSON value. The message names the place, never what stands there. */
    public static final class Malformed extends RuntimeException {
        private final int offset;

        Malformed(String what, int offset) {
            super(what + " (byte " + offset + ")");
            this.offset = offset;
        }

        /** Bytes before the place of the error. */
        public int offset() {
            return offset;
        }
    }
}
