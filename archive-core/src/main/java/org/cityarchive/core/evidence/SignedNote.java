package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;

/**
 * A text and the signatures under it (C2SP signed-note).
 *
 * @param text ends with a line feed
 */
public record SignedNote(String text, List<Line> lines) {
    private static final String DASH = "\u2014 ";
    private static final int MOST_LINES = 64;
    private static final int LONGEST = 1 << 20;

    public SignedNote {
        lines = List.copyOf(lines);
    }

    /**
     * One signature.
     *
     * @param body 4 bytes of the key's id, then what the kind of key says
     */
    public record Line(String name, byte[] body) {
        public Line {
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        String text() {
            return DASH + name + " " + Base64.getEncoder().encodeToString(body) + "\n";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Line that && name.equals(that.name) && Arrays.equals(body, that.body);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(body);
        }
    }

    /** What the signatures under a checkpoint are worth to one who trusts some keys. */
    public enum Verdict {
        /** A key that is trusted as the log's signed it, and no trusted key's signature is wrong. */
        SIGNED,
        /** No key that is trusted as the log's signed it. */
        NOT_SIGNED,
        /** A trusted key is named, and its signature is wrong. */
        WRONG
    }

    /**
     * Reads a note.
     *
     * @throws IllegalArgumentException it is none: no signature, bad UTF-8, a control character, a line that is no signature
     */
    public static SignedNote of(byte[] bytes) {
        var whole = text(bytes);
        int end = whole.lastIndexOf("\n\n");
        if (end < 0 || end + 2 >= whole.length() || !whole.endsWith("\n")) {
            throw new IllegalArgumentException("no signed note: a text, an empty line and signatures are expected");
        }
        var lines = new ArrayList<Line>();
        for (var line : whole.substring(end + 2, whole.length() - 1).split("\n", -1)) {
            lines.add(line(line));
        }
        if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException("more than " + MOST_LINES + " signatures");
        }
        return new SignedNote(whole.substring(0, end + 1), lines);
    }

    private static String text(byte[] bytes) {
        if (bytes.length > LONGEST) {
            throw new IllegalArgumentException("a note has at most " + LONGEST + " bytes");
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            if (text.chars().anyMatch(c -> (c < ' ' && c != '\n') || c == 0x7f)) {
                throw new IllegalArgumentException("a control character in a note");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a note that is not UTF-8", e);
        }
    }

    private static Line line(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new IllegalArgumentException("no signature line");
        }
        var name = line.substring(DASH.length(), space);
        var body = StrictBase64.decode(line.substring(space + 1));
        if (!Checkpoint.NAME.matcher(name).matches() || body.length < 5) {
            throw new IllegalArgumentException("no signature line");
        }
        return new Line(name, body);
    }

    /** The note as it is handed out. */
    public byte[] bytes() {
        var whole = new StringBuilder(text).append('\n');
        lines.forEach(line -> whole.append(line.text()));
        return whole.toString().getBytes(UTF_8);
    }

    /** The same with further signatures; those that stand here already are not repeated. */
    public SignedNote with(Collection<Line> more) {
        var all = new ArrayList<>(lines);
        more.stream().filter(line -> !all.contains(line)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /**
     * The checkpoint that is signed.
     *
     * @throws IllegalArgumentException the text is none
     */
    public Checkpoint checkpoint() {
        return Checkpoint.of(text);
    }

    /**
     * What the signatures are worth.
     *
     * @param logKeys keys trusted as the log's; of them those named after the checkpoint's origin count
     */
    public Verdict verdict(Collection<LogKey> logKeys) {
        var checkpoint = checkpoint();
        boolean signed = false;
        for (var key : logKeys) {
            if (!key.name().equals(checkpoint.origin())) {
                continue;
            }
            for (var line : lines) {
                if (key.isNamedIn(line)) {
                    if (!key.signed(line, checkpoint)) {
                        return Verdict.WRONG;
                    }
                    signed = true;
                }
            }
        }
        return signed ? Verdict.SIGNED : Verdict.NOT_SIGNED;
    }

    /** Whether this key's signature is under the note and good, where the key is a witness's or the log's. */
    public Verdict verdictOf(LogKey key) {
        var own = lines.stream().filter(key::isNamedIn).toList();
        if (own.isEmpty()) {
            return Verdict.NOT_SIGNED;
        }
        var checkpoint = checkpoint();
        return own.stream().allMatch(line -> key.signed(line, checkpoint)) ? Verdict.SIGNED : Verdict.WRONG;
    }

    /** Whether a line is of one of these keys. */
    public static boolean isOf(Line line, Collection<LogKey> keys) {
        return keys.stream().anyMatch(key -> key.isNamedIn(line));
    }
}
