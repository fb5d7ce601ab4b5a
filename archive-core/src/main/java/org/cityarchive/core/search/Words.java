package org.cityarchive.core.search;

import java.util.List;

/**
 * The port that takes a text apart into words: Unicode words (UAX #29, root locale; {@code @} and {@code #} separate) that hold a
 * letter or a number. Index, matcher and highlights all use the same one, so that they never disagree (DATA.md §5, §6).
 */
public interface Words {

    /** The words of a text in their order; every call is independent and safe from any thread. */
    List<Token> tokens(String text);

    /** A whole value (a name, a handle) folded as words are: NFKC, full case folding, without combining marks. */
    String folded(String value);

    /**
     * A word of a text.
     *
     * @param start index of its first char
     * @param end index after its last char
     * @param exact lower case, composed
     * @param folded case and accents folded
     * @param stem English stem of the folded word
     */
    record Token(int start, int end, String exact, String folded, String stem) {
        public String in(Form form) {
            return switch (form) {
                case EXACT -> exact;
                case FOLDED -> folded;
                case STEMMED -> stem;
            };
        }
    }
}
