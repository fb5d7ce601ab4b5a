package org.cityarchive.server.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

import org.cityarchive.server.web.VisibleText;

/**
 * The last step of whatever a command prints. JSON spells the first control characters itself and may hold the others as they are; a
 * terminal would obey them, so that they are spelled as JSON spells them, which changes no value.
 */
final class TerminalOut extends FilterWriter {
    private static final int FIRST = 0x7F;

    TerminalOut(Writer out) {
        super(out);
    }

    private static boolean isObeyed(char c) {
        return c >= FIRST && VisibleText.acts(c);
    }

    @Override
    public void write(int c) throws IOException {
        if (isObeyed((char) c)) {
            out.write(String.format(Locale.ROOT, "\\u%04x", c));
        } else {
            out.write(c);
        }
    }

    @Override
    public void write(char[] chars, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(chars[i]);
        }
    }

    @Override
    public void write(String text, int from, int length) throws IOException {
        for (int i = from; i < from + length; i++) {
            write(text.charAt(i));
        }
    }
}
