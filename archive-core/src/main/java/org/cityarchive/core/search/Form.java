package org.cityarchive.core.search;

/** How a typed word meets a word of a text. */
public enum Form {
    /** Case, accents and compatibility forms do not count: the default. */
    FOLDED(""),
    /** Accents count, case does not: {@code =word}. */
    EXACT("="),
    /** All forms of an English word: {@code ~word}. */
    STEMMED("~");

    private final String sign;

    Form(String sign) {
        this.sign = sign;
    }

    /** What is typed before the word. */
    public String sign() {
        return sign;
    }
}
