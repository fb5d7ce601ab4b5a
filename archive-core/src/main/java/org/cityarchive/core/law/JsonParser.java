package org.cityarchive.core.law;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.law.CanonicalJson.Malformed;
import org.jspecify.annotations.Nullable;

/** Reads restricted JSON strictly, byte by byte. */
final class JsonParser {
    private final byte[] bytes;
    private int at;
    private int depth;
    private char[] chars = new char[64];
    private int length;

    JsonParser(byte[] bytes) {
        this.bytes = bytes;
    }

    @Nullable
    Object document() {
        skipSpace();
        Object value = value();
        skipSpace();
        if (at < bytes.length) {
            throw malformed("nothing may follow the value");
        }
        return value;
    }

    private @Nullable Object value() {
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", Boolean.TRUE);
            case 'f' -> word("false", Boolean.FALSE);
            case 'n' -> word("null", null);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> throw malformed("a value is expected");
        };
    }

    private SortedMap<String, @Nullable Object> object() {
        enter();
        var members = new TreeMap<String, @Nullable Object>();
        if (peek() != '}') {
            while (true) {
                int start = at;
                if (peek() != '"') {
                    throw malformed("a member name is expected");
                }
                String name = string();
                if (members.containsKey(name)) {
                    throw new Malformed("a member name stands twice", start);
                }
                skipSpace();
                take(':');
                members.put(name, value());
                skipSpace();
                if (peek() == '}') {
                    break;
                }
                take(',');
            }
        }
        leave();
        return Collections.unmodifiableSortedMap(members);
    }

    private List<@Nullable Object> list() {
        enter();
        var items = new ArrayList<@Nullable Object>();
        if (peek() != ']') {
            while (true) {
                items.add(value());
                skipSpace();
                if (peek() == ']') {
                    break;
                }
                take(',');
            }
        }
        leave();
        return Collections.unmodifiableList(items);
    }

    private void enter() {
        if (++depth > CanonicalJson.DEEPEST) {
            throw malformed("nested too deep");
        }
        at++;
        skipSpace();
    }

    private void leave() {
        depth--;
        at++;
    }

    private <T extends @Nullable Object> T word(String word, T value) {
        for (int i = 0; i < word.length(); i++) {
            if (at + i >= bytes.length || bytes[at + i] != word.charAt(i)) {
                throw malformed("a value is expected");
            }
        }
        at += word.length();
        return value;
    }

    private Long number() {
        int start = at;
        boolean negative = bytes[at] == '-';
        if (negative) {
            at++;
        }
        int first = at;
        long value = 0;
        while (at < bytes.length && bytes[at] >= '0' && bytes[at] <= '9') {
            value = value * 10 + (bytes[at++] - '0');
            if (value > CanonicalJson.GREATEST) {
                throw new Malformed("an integer beyond 53 bits; send it as a string", start);
            }
        }
        if (at == first || (at - first > 1 && bytes[first] == '0')) {
            throw new Malformed("not a number", start);
        }
        if (at < bytes.length && (bytes[at] == '.' || bytes[at] == 'e' || bytes[at] == 'E')) {
            throw new Malformed("not an integer; send it as a string", start);
        }
        if (negative && value == 0) {
            throw new Malformed("minus zero", start);
        }
        return negative ? -value : value;
    }

    private String string() {
        int start = ++at;
        int end = start;
        while (end < bytes.length && bytes[end] >= ' ' && bytes[end] != '"' && bytes[end] != '\\') {
            end++;
        }
        if (end < bytes.length && bytes[end] == '"') {
            at = end + 1;
            return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
        }
        return slowString();
    }

    /** A string with an escape or a character beyond ASCII. */
    private String slowString() {
        length = 0;
        while (true) {
            int b = at < bytes.length ? bytes[at] : '\0';
            if (b == '"') {
                at++;
                return new String(chars, 0, length);
            } else if (b == '\\') {
                escape();
            } else if (b >= ' ') {
                put((char) b);
                at++;
            } else if (b >= 0) {
                throw malformed(at < bytes.length ? "a control character in a string" : "the value is cut off");
            } else {
                beyondAscii(b & 0xff);
            }
        }
    }

    private void escape() {
        int start = at++;
        int b = at < bytes.length ? bytes[at++] : '\0';
        switch (b) {
            case '"', '\\', '/' -> put((char) b);
            case 'b' -> put('\b');
            case 'f' -> put('\f');
            case 'n' -> put('\n');
            case 'r' -> put('\r');
            case 't' -> put('\t');
            case 'u' -> unit(start);
            default -> throw new Malformed("an unknown escape", start);
        }
    }

    private void unit(int start) {
        char unit = hex(start);
        if (Character.isLowSurrogate(unit)) {
            throw new Malformed("a lone surrogate", start);
        }
        put(unit);
        if (Character.isHighSurrogate(unit)) {
            if (at + 1 >= bytes.length || bytes[at] != '\\' || bytes[at + 1] != 'u') {
                throw new Malformed("a lone surrogate", start);
            }
            at += 2;
            char low = hex(start);
            if (!Character.isLowSurrogate(low)) {
                throw new Malformed("a lone surrogate", start);
            }
            put(low);
        }
    }

    private char hex(int start) {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = at < bytes.length && bytes[at] >= 0 ? Character.digit(bytes[at], 16) : -1;
            if (digit < 0) {
                throw new Malformed("an unknown escape", start);
            }
            unit = (unit << 4) | digit;
            at++;
        }
        return (char) unit;
    }

    private void beyondAscii(int lead) {
        int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
        int point = lead & (0x3f >> more);
        for (int i = 1; i <= more; i++) {
            int next = at + i < bytes.length ? bytes[at + i] : 0;
            if ((next & 0xc0) != 0x80) {
                throw malformed("not UTF-8");
            }
            point = (point << 6) | (next & 0x3f);
        }
        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        boolean surrogate = point >= 0xd800 && point <= 0xdfff;
        if (lead < 0xc2 || lead > 0xf4 || point < least || point > Character.MAX_CODE_POINT || surrogate) {
            throw malformed("not UTF-8");
        }
        at += more + 1;
        if (point < 0x10000) {
            put((char) point);
        } else {
            put(Character.highSurrogate(point));
            put(Character.lowSurrogate(point));
        }
    }

    private void put(char c) {
        if (length == chars.length) {
            chars = Arrays.copyOf(chars, length * 2);
        }
        chars[length++] = c;
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw malformed(expected == ':' ? "a colon is expected" : "a comma or the end of the list or object is expected");
        }
        at++;
        skipSpace();
    }

    private int peek() {
        if (at >= bytes.length) {
            throw malformed("the value is cut off");
        }
        return bytes[at];
    }

    private void skipSpace() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }

    private Malformed malformed(String what) {
        return new Malformed(what, at);
    }
}
