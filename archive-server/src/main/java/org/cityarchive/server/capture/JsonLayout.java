package org.cityarchive.server.capture;

import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** JSON laid out for reading: the same members, numbers and words in the same order, a line each. A view, never the bytes. */
final class JsonLayout {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEEPEST = 60;

    private final String json;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int depth;

    private JsonLayout(String json) {
        this.json = json;
    }

    /** Null where it is not one JSON value, or deeper than a page is wide. */
    static @Nullable String of(String text) {
        try {
            JSON.readTree(text);
        } catch (JacksonException _) {
            return null;
        }
        var stripped = text.strip();
        return stripped.startsWith("{") || stripped.startsWith("[") ? new JsonLayout(stripped).laidOut() : null;
    }

    private @Nullable String laidOut() {
        for (; at < json.length(); at++) {
            char c = json.charAt(at);
            switch (c) {
                case '"' -> string();
                case '{', '[' -> open(c);
                case '}', ']' -> close(c);
                case ',' -> line(",");
                case ':' -> out.append(": ");
                case ' ', '\t', '\r', '\n' -> {
                    // laid out anew
                }
                default -> out.append(c);
            }
            if (depth > DEEPEST) {
                return null;
            }
        }
        return out.toString();
    }

    private void open(char c) {
        char end = c == '{' ? '}' : ']';
        int next = at + 1;
        while (next < json.length() && Character.isWhitespace(json.charAt(next))) {
            next++;
        }
        if (next < json.length() && json.charAt(next) == end) {
            out.append(c).append(end);
            at = next;
            return;
        }
        depth++;
        line(String.valueOf(c));
    }

    private void close(char c) {
        depth--;
        line("");
        out.append(c);
    }

    private void line(String before) {
        out.append(before).append('\n').repeat("  ", depth);
    }

    /** Letters that were written as numbers are shown as letters; what cannot be seen is spelled. */
    private void string() {
        int from = at++;
        while (json.charAt(at) != '"') {
            at += json.charAt(at) == '\\' ? 2 : 1;
        }
        var escaped = json.substring(from, at + 1);
        var letters = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c != '\\') {
                letters.append(c);
            } else if (escaped.charAt(i + 1) == 'u') {
                char letter = (char) Integer.parseInt(escaped.substring(i + 2, i + 6), 16);
                letters.append(letter == '"' || letter == '\\' ? escaped.substring(i, i + 6) : String.valueOf(letter));
                i += 5;
            } else {
                letters.append(c).append(escaped.charAt(++i));
            }
        }
        out.append(VisibleText.spelled(letters.toString()).replace("\n", "\\n").replace("\t", "\\t"));
    }
}
