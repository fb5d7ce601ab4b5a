package org.cityarchive.core.law;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/** Spells values canonically into bytes. */
final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[256];
    private int at;
    private int depth;

    byte[] document(@Nullable Object value) {
        value(value);
        return bytes();
    }

    void value(@Nullable Object value) {
        switch (value) {
            case null -> ascii("null");
            case String text -> string(text);
            case Long number -> number(number);
            case Integer number -> number(number);
            case Boolean truth -> ascii(truth ? "true" : "false");
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> list(items, this::value);
            default -> throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be spelled");
        }
    }

    /** What was spelled. */
    byte[] bytes() {
        return Arrays.copyOf(bytes, at);
    }

    void begin(char bracket) {
        enter();
        put(bracket);
    }

    void end(char bracket) {
        put(bracket);
        depth--;
    }

    /** A member's name; its value follows. Names are given in their order. */
    void member(String name, boolean first) {
        if (!first) {
            put(',');
        }
        string(name);
        put(':');
    }

    private void object(Map<?, ?> map) {
        begin('{');
        boolean first = true;
        for (var member : sorted(map).entrySet()) {
            if (!(member.getKey() instanceof String name)) {
                throw new IllegalArgumentException("a member name must be a string");
            }
            member(name, first);
            first = false;
            value(member.getValue());
        }
        end('}');
    }

    /** String's own order is that of UTF-16 units, as RFC 8785 asks. */
    private static Map<?, ?> sorted(Map<?, ?> map) {
        return map.size() < 2 || (map instanceof SortedMap<?, ?> s && s.comparator() == null) ? map : new TreeMap<>(map);
    }

    /** @param each spells one of them */
    <T> void list(Iterable<T> items, Consumer<T> each) {
        begin('[');
        boolean first = true;
        for (T item : items) {
            if (!first) {
                put(',');
            }
            first = false;
            each.accept(item);
        }
        end(']');
    }

    private void enter() {
        if (++depth > CanonicalJson.DEEPEST) {
            throw new IllegalArgumentException("nested too deep");
        }
    }

    private void number(long number) {
        if (number > CanonicalJson.GREATEST || number < -CanonicalJson.GREATEST) {
            throw new IllegalArgumentException("an integer beyond 53 bits; send it as a string");
        }
        ascii(Long.toString(number));
    }

    private void string(String text) {
        int n = text.length();
        room(n * 3L + 2);
        put('"');
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                if (c < ' ' || c == '"' || c == '\\') {
                    room((n - i) * 3L + 8);
                    escaped(c);
                } else {
                    bytes[at++] = (byte) c;
                }
            } else if (c < 0x800) {
                two(c);
            } else if (!Character.isSurrogate(c)) {
                three(c);
            } else {
                char low = ++i < n ? text.charAt(i) : '\0';
                if (!Character.isHighSurrogate(c) || !Character.isLowSurrogate(low)) {
                    throw new IllegalArgumentException("a lone surrogate cannot be spelled");
                }
                four(Character.toCodePoint(c, low));
            }
        }
        put('"');
    }

    private void two(int c) {
        bytes[at++] = (byte) (0xc0 | (c >> 6));
        bytes[at++] = (byte) (0x80 | (c & 0x3f));
    }

    private void three(int c) {
        bytes[at++] = (byte) (0xe0 | (c >> 12));
        bytes[at++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        bytes[at++] = (byte) (0x80 | (c & 0x3f));
    }

    private void four(int point) {
        bytes[at++] = (byte) (0xf0 | (point >> 18));
        bytes[at++] = (byte) (0x80 | ((point >> 12) & 0x3f));
        bytes[at++] = (byte) (0x80 | ((point >> 6) & 0x3f));
        bytes[at++] = (byte) (0x80 | (point & 0x3f));
    }

    private void escaped(char c) {
        bytes[at++] = '\\';
        int letter = switch (c) {
            case '\b' -> 'b';
            case '\t' -> 't';
            case '\n' -> 'n';
            case '\f' -> 'f';
            case '\r' -> 'r';
            case '"', '\\' -> c;
            default -> 'u';
        };
        bytes[at++] = (byte) letter;
        if (letter == 'u') {
            bytes[at++] = '0';
            bytes[at++] = '0';
            bytes[at++] = HEX[c >> 4];
            bytes[at++] = HEX[c & 0xf];
        }
    }

    private void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[at++] = (byte) text.charAt(i);
        }
    }

    private void put(char c) {
        room(1);
        bytes[at++] = (byte) c;
    }

    private void room(long more) {
        if (at + more > bytes.length) {
            long wanted = Math.max(at + more, bytes.length * 2L);
            if (wanted > Integer.MAX_VALUE - 8) {
                throw new IllegalArgumentException("too large to be spelled");
            }
            bytes = Arrays.copyOf(bytes, (int) wanted);
        }
    }
}
