package org.cityarchive.server.cli;

/**
 * Platform text as a terminal may show it. Control characters could move the cursor or change the terminal's state, and bidirectional
 * marks could show words in another order than they stand: both are spelled out.
 */
public final class TerminalText {
    private TerminalText() {}

    /** The text with every control, format and separator character but the plain space, line feed and tab spelled as {@code \\u{…}}. */
    public static String shown(String text) {
        return escape(text, true);
    }

    /** The same on one line: line feeds and tabs become spaces. */
    public static String line(String text) {
        return escape(text.replace("\r\n", " ").replace('\n', ' ').replace('\t', ' '), false);
    }

    private static String escape(String text, boolean breaks) {
        var shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (isHarmless(c, breaks)) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return shown.toString();
    }

    private static boolean isHarmless(int c, boolean breaks) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> breaks && (c == '\n' || c == '\t');
            // zero-width joiner and variation marks hold emoji together and move nothing
            case Character.FORMAT -> c == 0x200D || (c >= 0xE0020 && c <= 0xE007F);
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
