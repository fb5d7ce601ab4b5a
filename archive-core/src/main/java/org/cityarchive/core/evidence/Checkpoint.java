package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * What the log was at a size (C2SP tlog-checkpoint; EVIDENCE.md §2.2). No extension lines.
 *
 * @param origin the log's name: its public address without scheme and without a slash at its end
 * @param size leaves
 */
public record Checkpoint(String origin, long size, NodeHash root) {
    /** A name that a signature line can carry: no space, no plus, no control character. */
    static final Pattern NAME = Pattern.compile("[^\\s+\\p{Cntrl}\\p{Z}]{1,255}");
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,15}");
    private static final long GREATEST = (1L << 53) - 1;

    public Checkpoint {
        if (!NAME.matcher(origin).matches() || size < 0 || size > GREATEST) {
            throw new IllegalArgumentException("no checkpoint: origin \"" + origin + "\", size " + size);
        }
    }

    /** The text that is signed. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** @throws IllegalArgumentException not three lines of origin, size and root */
    public static Checkpoint of(String text) {
        var lines = text.split("\n", -1);
        if (lines.length != 4 || !lines[3].isEmpty() || !SIZE.matcher(lines[1]).matches()) {
            throw new IllegalArgumentException("no checkpoint: origin, size and root, a line each, are expected");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), NodeHash.ofBase64(lines[2]));
    }

    byte[] bytes() {
        return text().getBytes(UTF_8);
    }
}
