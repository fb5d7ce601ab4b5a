package org.cityarchive.server.web;

/**
 * Platform text as a page may hold it that is written outside the templates. Nothing in it is markup, and signs that HTML forbids or
 * that turn words are drawn as their pictures or spelled, so that they are seen and change nothing.
 */
public final class HtmlText {
    private static final int PICTURES = 0x2400;
    private static final int NO_SIGN = 0xFFFD;

    private HtmlText() {}

    /** The text, safe between tags and in a quoted attribute; line feeds and tabs stay. */
    public static String of(String text) {
        var safe = new StringBuilder(text.length() + 16);
        text.replace("\r\n", "\n").codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        switch (c) {
            case '&' -> safe.append("&amp;");
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            case '\n', '\t' -> safe.append((char) c);
            case 0x7F -> safe.append('␡');
            default -> {
                if (c < 0x20) {
                    safe.append((char) (PICTURES + c));
                } else if (VisibleText.acts(c)) {
                    safe.append(VisibleText.spelled(c));
                } else {
                    safe.appendCodePoint(isNone(c) ? NO_SIGN : c);
                }
            }
        }
    }

    /** Halves of characters, and places that never hold one. */
    private static boolean isNone(int c) {
        return (c >= 0xD800 && c <= 0xDFFF) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    }
}
