package org.cityarchive.core.search;

/** Which chars make a word of a query. */
final class Letters {

    private Letters() {}

    /** Whether the text holds no letter and no number, and so no word. */
    static boolean none(String text) {
        return text.codePoints().noneMatch(Letters::isLetterOrNumber);
    }

    /** Whether the text's end belongs to a word, so that it can be the beginning of a longer one. */
    static boolean endsWord(String text) {
        int last = text.codePointBefore(text.length());
        return isLetterOrNumber(last) || isMark(last) || last == '_';
    }

    static boolean isLetterOrNumber(int c) {
        return Character.isLetter(c) || switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    static boolean isQuote(char c) {
        return c == '"' || c == '“' || c == '”' || c == '„';
    }
}
