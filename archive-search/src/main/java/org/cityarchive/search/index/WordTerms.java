package org.cityarchive.search.index;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.search.Form;
import org.cityarchive.core.search.Words;

/**
 * How the forms of a word are spelled in the one field of words. Most words are their own folded form, and many their own stem: a form
 * has a term of its own, at the word's position, only where it differs. So three forms cost little more than one.
 */
public final class WordTerms {
    // no word holds a control character
    private static final String FOLDED = "\u0001";
    private static final String STEMMED = "\u0002";

    private WordTerms() {}

    /** The terms of a word in a text; the first one moves the position. */
    static List<String> of(Words.Token word) {
        var terms = new ArrayList<String>(3);
        terms.add(word.exact());
        if (!word.folded().equals(word.exact())) {
            terms.add(FOLDED + word.folded());
        }
        if (!word.stem().equals(word.exact())) {
            terms.add(STEMMED + word.stem());
        }
        return terms;
    }

    /** The terms by which the words of this form are found; of a prefix, the beginnings of the terms. */
    public static List<String> wanted(String value, Form form, boolean prefix, Words words) {
        return switch (form) {
            case EXACT -> List.of(value);
            case FOLDED -> List.of(value, FOLDED + value);
            // a word spelled like the stem may have another stem ("busi" of "business" is no stem of itself)
            case STEMMED -> isItsOwnStem(value, words) && !prefix ? List.of(value, STEMMED + value) : List.of(STEMMED + value);
        };
    }

    private static boolean isItsOwnStem(String value, Words words) {
        var tokens = words.tokens(value);
        return tokens.size() == 1 && tokens.getFirst().stem().equals(value) && tokens.getFirst().exact().equals(value);
    }
}
