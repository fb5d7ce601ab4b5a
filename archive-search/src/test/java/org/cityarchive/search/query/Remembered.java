package org.cityarchive.search.query;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.cityarchive.core.search.Words;

/** Words of texts that a test reads again and again. */
record Remembered(Words words, Map<String, List<Token>> tokens, Map<String, String> folds) implements Words {
    Remembered(Words words) {
        this(words, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    @Override
    public List<Token> tokens(String text) {
        return tokens.computeIfAbsent(text, words::tokens);
    }

    @Override
    public String folded(String value) {
        return folds.computeIfAbsent(value, words::folded);
    }
}
