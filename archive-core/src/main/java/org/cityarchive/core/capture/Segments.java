package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a text is divided so that a part of it may be withheld: after a space or line end, and before a segment would exceed 64 bytes;
 * a text beyond 16 KiB more coarsely (EVIDENCE.md §1.3).
 */
public final class Segments {
    private static final int LONG_TEXT = 16_384;
    private static final int WIDEST = 64;
    private static final int WIDEST_OF_LONG_TEXT = 1_024;

    private Segments() {}

    /** The segments in their order; none of an empty text. */
    public static List<String> of(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        var segments = new ArrayList<String>();
        int start = 0;
        for (int end : ends(bytes)) {
            segments.add(new String(bytes, start, end - start, UTF_8));
            start = end;
        }
        return segments;
    }

    /** Where each segment ends, in bytes of the UTF-8 text. */
    static int[] ends(byte[] text) {
        boolean isLong = text.length > LONG_TEXT;
        int widest = isLong ? WIDEST_OF_LONG_TEXT : WIDEST;
        int[] ends = new int[16];
        int count = 0;
        int start = 0;
        int at = 0;
        while (at < text.length) {
            int next = at + width(text[at]);
            if (next - start > widest) {
                ends = count == ends.length ? Arrays.copyOf(ends, count * 2) : ends;
                ends[count++] = at;
                start = at;
            }
            if (text[at] == '\n' || (text[at] == ' ' && !isLong) || next == text.length) {
                ends = count == ends.length ? Arrays.copyOf(ends, count * 2) : ends;
                ends[count++] = next;
                start = next;
            }
            at = next;
        }
        return Arrays.copyOf(ends, count);
    }

    /** Bytes of the code point that begins here. */
    private static int width(byte lead) {
        int b = lead & 0xff;
        return b < 0x80 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }
}
