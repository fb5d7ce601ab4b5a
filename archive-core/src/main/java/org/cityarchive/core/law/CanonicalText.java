package org.cityarchive.core.law;

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Goes through one value from front to back where it is spelled as {@link JsonWriter} spells it, in plain characters. Whatever is spelled
 * otherwise it does not take: then {@link JsonParser} reads the value, and refuses it where it must.
 */
final class CanonicalText {
    private final byte[] bytes;
    private int at;

    CanonicalText(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean take(char expected) {
        if (at < bytes.length && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /**
     * Takes the beginning of a member; nothing where another stands here.
     *
     * @param spelled the name in its quotation marks, and the colon
     */
    boolean takeMember(byte[] spelled, boolean first) {
        int from = first ? at : at + 1;
        int end = from + spelled.length;
        if (end > bytes.length || (!first && bytes[at] != ',')) {
            return false;
        }
        for (int i = 0; i < spelled.length; i++) {
            if (bytes[from + i] != spelled[i]) {
                return false;
            }
        }
        at = end;
        return true;
    }

    /** A string without an escape and of ASCII alone. */
    @Nullable
    String string() {
        if (!take('"')) {
            return null;
        }
        int start = at;
        int end = start;
        while (end < bytes.length && bytes[end] >= ' ' && bytes[end] != '"' && bytes[end] != '\\') {
            end++;
        }
        if (end == bytes.length || bytes[end] != '"') {
            return null;
        }
        at = end + 1;
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    /** A whole number that is not negative. */
    @Nullable
    Long whole() {
        int start = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
            if (value > CanonicalJson.GREATEST) {
                return null;
            }
        }
        return at == start || (at - start > 1 && bytes[start] == '0') ? null : Long.valueOf(value);
    }

    @Nullable
    Boolean truth() {
        if (isNext("true")) {
            at += 4;
            return Boolean.TRUE;
        } else if (isNext("false")) {
            at += 5;
            return Boolean.FALSE;
        }
        return null;
    }

    private boolean isNext(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean isOver() {
        return at == bytes.length;
    }
}
