package org.cityarchive.server.capture;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * A text of which a page shows the beginning and the end at once, and all of it when asked.
 *
 * @param middle folded away; empty where the text is short
 * @param characters of the whole text
 */
public record Fold(String start, String middle, String end, int characters) {

    /**
     * @param most chars of a text that is shown whole
     * @param start chars before the fold
     * @param end chars behind it
     */
    static Fold of(String text, int most, int start, int end) {
        int characters = text.codePointCount(0, text.length());
        if (text.length() <= most) {
            return new Fold(text, "", "", characters);
        }
        var letters = BreakIterator.getCharacterInstance(Locale.ROOT);
        letters.setText(text);
        int first = boundary(letters, start, text.length());
        int last = boundary(letters, text.length() - end, text.length());
        return new Fold(text.substring(0, first), text.substring(first, last), text.substring(last), characters);
    }

    /** Words on a page of their own. */
    public static Fold words(String text) {
        return of(text, 4_000, 3_000, 0);
    }

    /** Words among others. */
    public static Fold brief(String text) {
        return of(text, 1_200, 900, 0);
    }

    /** A stretch of a comparison: the edges beside a change matter. */
    public static Fold edges(String text) {
        return of(text, 2_400, 800, 800);
    }

    public boolean isFolded() {
        return !middle.isEmpty();
    }

    /** Never within what is seen as one letter. */
    private static int boundary(BreakIterator letters, int at, int length) {
        return at <= 0 ? 0 : at >= length ? length : letters.isBoundary(at) ? at : letters.following(at);
    }
}
