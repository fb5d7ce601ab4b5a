package org.cityarchive.search.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.cityarchive.core.search.InText;
import org.cityarchive.core.search.Words;
import org.tartarus.snowball.ext.EnglishStemmer;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.BreakIterator;
import com.ibm.icu.text.Normalizer2;

/**
 * Words by ICU's iterator over UAX #29 boundaries, root locale. The JDK's own iterator follows other rules, and Lucene's ICU tokenizer
 * also splits where scripts change.
 */
public final class UnicodeWords implements Words {
    private static final BreakIterator BOUNDARIES = BreakIterator.getWordInstance(Locale.ROOT);
    private static final Normalizer2 NFC = Normalizer2.getNFCInstance();
    private static final Normalizer2 NFD = Normalizer2.getNFDInstance();
    private static final Normalizer2 NFKC = Normalizer2.getNFKCInstance();
    private static final int MARKS = 1 << Character.NON_SPACING_MARK;
    private static final int WORDS = 1 << Character.UPPERCASE_LETTER | 1 << Character.LOWERCASE_LETTER
            | 1 << Character.TITLECASE_LETTER
            | 1 << Character.MODIFIER_LETTER | 1 << Character.OTHER_LETTER | 1 << Character.DECIMAL_DIGIT_NUMBER
            | 1 << Character.LETTER_NUMBER | 1 << Character.OTHER_NUMBER;

    private final Queue<Tools> idle = new ConcurrentLinkedQueue<>();

    /** What one thread at a time may use. */
    private static final class Tools {
        final BreakIterator boundaries = BOUNDARIES.clone();
        private static final int REMEMBERED = 20_000;
        private final EnglishStemmer stemmer = new EnglishStemmer();
        private final Map<String, String> stems = new HashMap<>();

        String stem(String folded) {
            if (stems.size() > REMEMBERED) {
                stems.clear();
            }
            return stems.computeIfAbsent(folded, word -> {
                stemmer.setCurrent(word.replace('’', '\''));
                stemmer.stem();
                return stemmer.getCurrent();
            });
        }
    }

    @Override
    public List<Token> tokens(String text) {
        var tools = idle.poll();
        if (tools == null) {
            tools = new Tools();
        }
        var tokens = tokens(text, tools);
        idle.add(tools);
        return tokens;
    }

    private static List<Token> tokens(String text, Tools tools) {
        // some versions of ICU join @name; a line feed breaks words on both sides and keeps the offsets
        tools.boundaries.setText(text.replace('@', '\n').replace('#', '\n'));
        var tokens = new ArrayList<Token>(text.length() / 5 + 1);
        int start = tools.boundaries.first();
        for (int end = tools.boundaries.next(); end != BreakIterator.DONE; start = end, end = tools.boundaries.next()) {
            if (holdsLetterOrNumber(text, start, end)) {
                tokens.add(token(text, start, end, tools));
            }
        }
        return tokens;
    }

    private static boolean holdsLetterOrNumber(String text, int start, int end) {
        for (int i = start; i < end; i += Character.charCount(text.codePointAt(i))) {
            if (among(WORDS, text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean among(int categories, int codePoint) {
        return ((categories >> UCharacter.getType(codePoint)) & 1) != 0;
    }

    private static Token token(String text, int start, int end, Tools tools) {
        var typed = text.substring(start, end);
        var exact = InText.cut(NFC.normalize(typed.toLowerCase(Locale.ROOT)));
        var folded = isAscii(typed) ? exact : fold(typed);
        return new Token(start, end, exact, folded, tools.stem(folded));
    }

    @Override
    public String folded(String value) {
        return fold(value);
    }

    private static String fold(String value) {
        var decomposed = NFD.normalize(UCharacter.foldCase(NFKC.normalize(value), true));
        var bare = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(c -> !among(MARKS, c)).forEach(bare::appendCodePoint);
        return InText.cut(NFC.normalize(bare));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
