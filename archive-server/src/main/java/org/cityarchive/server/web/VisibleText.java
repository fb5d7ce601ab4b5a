package org.cityarchive.server.web;

import java.util.Locale;

/**
 * What somebody else wrote, where a page cannot isolate it: in a title, in an attribute, as raw bytes. Signs that move, turn or hide
 * other letters are taken out or spelled; the plain words stay as they are.
 */
public final class VisibleText {
    private static final int JOINER = 0x200D;
    /** Marks on one letter beyond these only climb over the lines around it. */
    private static final int MARKS = 2;

    private VisibleText() {}

    /** Each control, bidirectional and invisible character spelled, such as ⟪U+001B⟫ and ⟪U+202E⟫; line feeds and tabs stay. */
    public static String spelled(String text) {
        var shown = new StringBuilder(text.length() + 16);
        int before = -1;
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            int after = i < text.length() ? text.codePointAt(i) : -1;
            if (c == '\n' || c == '\t' || (c == JOINER && isPicture(before) && isPicture(after)) || !isUnseen(c)) {
                shown.appendCodePoint(c);
            } else {
                shown.append(spelled(c));
            }
            before = c;
        }
        return shown.toString();
    }

    /**
     * Each sign spelled that acts on what stands around it; whatever else cannot be seen stays, since a reader may want the text as it
     * was. For every place where somebody's words come out: pages, tables, mail.
     */
    public static String still(String text) {
        int i = 0;
        while (i < text.length() && !acts(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        var still = new StringBuilder(text.length() + 16).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            still.append(acts(c) ? spelled(c) : String.valueOf(c));
        }
        return still.toString();
    }

    /** Whether a sign is a control other than a tab or a line's end, or turns the direction of words: nothing that is only read. */
    public static boolean acts(int c) {
        return c < 0x20
                ? c != '\n' && c != '\t' && c != '\r'
                : (c >= 0x7F && c < 0xA0) || c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E)
                        || (c >= 0x2066 && c <= 0x2069);
    }

    /** Such as ⟪U+001B⟫. */
    static String spelled(int c) {
        return String.format(Locale.ROOT, "⟪U+%04X⟫", c);
    }

    /**
     * The text on one line, for a title or an attribute: without what cannot be seen, with at most two marks on a letter.
     *
     * @param most characters; what is longer ends in "…"
     */
    public static String line(String text, int most) {
        var line = new StringBuilder();
        int marks = 0;
        int count = 0;
        for (int i = 0; i < text.length() && count < most; i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean space = Character.isWhitespace(c) || Character.isSpaceChar(c);
            boolean doubled = space && (line.isEmpty() || line.charAt(line.length() - 1) == ' ');
            marks = isMark(c) ? marks + 1 : 0;
            if (doubled || marks > MARKS || (!space && isUnseen(c))) {
                continue;
            }
            line.appendCodePoint(space ? ' ' : c);
            count++;
        }
        var whole = line.toString().strip();
        return count < most ? whole : whole + "…";
    }

    private static boolean isUnseen(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED, Character.PRIVATE_USE ->
                true;
            default -> false;
        };
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static boolean isPicture(int c) {
        // a picture, the tone of its skin, or the sign that asks for its coloured form
        return c >= 0 && (Character.isExtendedPictographic(c) || Character.isEmojiModifier(c) || c == 0xFE0F);
    }
}
