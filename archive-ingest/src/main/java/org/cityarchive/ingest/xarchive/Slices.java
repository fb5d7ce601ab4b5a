package org.cityarchive.ingest.xarchive;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.cityarchive.ingest.adapter.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the elements of a streamed JSON array into byte slices without understanding them, so that one bad element costs only itself and
 * the array is never in memory.
 */
final class Slices {

    /**
     * One element, exactly as it came.
     *
     * @param length in the file; more than the bytes when these were cut
     * @param whole whether its end was seen
     */
    record Slice(byte[] bytes, long length, boolean whole) {}

    private final InputStream in;
    private final int depth;
    private final byte[] chunk = new byte[1 << 16];
    private int at;
    private int limit;
    private byte[] slice = new byte[1 << 12];
    private int kept;
    private long length;
    private final boolean[] inArray;
    private int nest;
    private boolean ended;

    /** @param depth how many arrays and objects stand around an element */
    Slices(InputStream in, int depth) {
        this.in = in;
        this.depth = depth;
        this.inArray = new boolean[depth + 1];
    }

    /** The next element; null when the stream is over. */
    @Nullable
    Slice next() throws IOException {
        kept = 0;
        length = 0;
        int first = toElement();
        if (first < 0) {
            return null;
        }
        keep(first);
        boolean whole = switch (first) {
            case '{', '[' -> toCloser();
            case '"' -> toQuote();
            default -> toComma();
        };
        return new Slice(Arrays.copyOf(slice, kept), length, whole);
    }

    /** What had come of the element that an exception cut off. */
    Slice rest() {
        return new Slice(Arrays.copyOf(slice, kept), length, false);
    }

    /** Whether the outermost array was closed. */
    boolean ended() {
        return ended;
    }

    /** Walks through what stands around elements. */
    private int toElement() throws IOException {
        for (int c = take(); c >= 0; c = take()) {
            boolean here = nest == depth && inArray[nest];
            if (c == '"' && !here) {
                skipQuoted();
            } else if (c == ']' || c == '}') {
                nest = Math.max(0, nest - 1);
                ended |= nest == 0;
            } else if (here && c != ',' && !isSpace(c)) {
                return c;
            } else if ((c == '{' || c == '[') && nest < depth) {
                nest++;
                inArray[nest] = c == '[';
            } else if (c == '{' || c == '[') {
                skipNested();
            }
        }
        return -1;
    }

    private void skipQuoted() throws IOException {
        for (int c = take(); c >= 0 && c != '"'; c = take()) {
            if (c == '\\') {
                take();
            }
        }
    }

    private void skipNested() throws IOException {
        int open = 1;
        for (int c = open > 0 ? take() : -1; c >= 0; c = open > 0 ? take() : -1) {
            if (c == '"') {
                skipQuoted();
            } else if (c == '{' || c == '[') {
                open++;
            } else if (c == '}' || c == ']') {
                open--;
            }
        }
    }

    private boolean toCloser() throws IOException {
        int open = 1;
        boolean quoted = false;
        for (int c = take(); c >= 0; c = take()) {
            keep(c);
            if (quoted) {
                if (c == '\\') {
                    keepNext();
                }
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[') {
                open++;
            } else if ((c == '}' || c == ']') && --open == 0) {
                return true;
            }
        }
        return false;
    }

    private boolean toQuote() throws IOException {
        for (int c = take(); c >= 0; c = take()) {
            keep(c);
            if (c == '\\') {
                keepNext();
            } else if (c == '"') {
                return true;
            }
        }
        return false;
    }

    private boolean toComma() throws IOException {
        for (int c = take(); c >= 0; c = take()) {
            if (c == ',' || c == ']' || c == '}' || isSpace(c)) {
                at--;
                return true;
            }
            keep(c);
        }
        return false;
    }

    private void keepNext() throws IOException {
        int c = take();
        if (c >= 0) {
            keep(c);
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private int take() throws IOException {
        if (at == limit) {
            at = 0;
            limit = 0;
            limit = Math.max(in.read(chunk, 0, chunk.length), 0);
            if (limit == 0) {
                return -1;
            }
        }
        return Byte.toUnsignedInt(chunk[at++]);
    }

    private void keep(int c) {
        length++;
        if (length > Reading.LONGEST_ENTRY) {
            kept = Math.min(kept, Reading.MOST_KEPT);
            return;
        }
        if (kept == slice.length) {
            slice = Arrays.copyOf(slice, Math.min(slice.length * 2, Reading.LONGEST_ENTRY));
        }
        slice[kept++] = (byte) c;
    }
}
