package org.cityarchive.search.index;

import java.util.Iterator;
import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.cityarchive.core.search.Words;

/** The words of a text as Lucene takes them: one position a word, all its terms at that position. */
final class WordStream extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute step = addAttribute(PositionIncrementAttribute.class);
    private final List<Words.Token> words;
    private Iterator<Words.Token> rest;
    private Iterator<String> terms = List.<String>of().iterator();

    WordStream(List<Words.Token> words) {
        this.words = words;
        this.rest = words.iterator();
    }

    @Override
    public void reset() {
        rest = words.iterator();
        terms = List.<String>of().iterator();
    }

    @Override
    public boolean incrementToken() {
        clearAttributes();
        if (terms.hasNext()) {
            step.setPositionIncrement(0);
        } else if (rest.hasNext()) {
            terms = WordTerms.of(rest.next()).iterator();
        } else {
            return false;
        }
        term.append(terms.next());
        return true;
    }
}
