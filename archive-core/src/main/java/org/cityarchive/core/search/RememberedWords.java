package org.cityarchive.core.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads each text once, however many queries ask for its words. For one batch and one thread. */
public final class RememberedWords implements Words {
    private final Words words;
    private final Map<String, List<Token>> tokens = new HashMap<>();
    private final Map<String, String> folded = new HashMap<>();

    public RememberedWords(Words words) {
        this.words = words;
    }

    @Override
    public List<Token> tokens(String text) {
        return tokens.computeIfAbsent(text, words::tokens);
    }

    @Override
    public String folded(String value) {
        return folded.computeIfAbsent(value, words::folded);
    }
}
