package org.cityarchive.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Which signs a paper's fonts have: those of Latin, Greek, Cyrillic and Hebrew letters. Others, such as Arabic and Chinese ones and
 * pictures, would all become the same sign on paper; they are written as their code points, by which each is known.
 */
final class PaperLetters {
    static final String SANS = "LiberationSans-Regular";
    static final String BOLD = "LiberationSans-Bold";
    static final String MONO = "LiberationMono-Regular";
    private static final String NOTE = "<p><small>Signs that the letters of this paper do not have are written as their Unicode code"
            + " points, such as [U+1F415].</small></p>";

    private final List<CmapLookup> fonts = new ArrayList<>();

    private PaperLetters() {
        for (var font : List.of(SANS, BOLD, MONO)) {
            try (var bytes = stream(font); var parsed = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
                fonts.add(parsed.getUnicodeCmapLookup());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final class Read {
        static final PaperLetters LETTERS = new PaperLetters();
    }

    /** A font's file. */
    static InputStream stream(String font) {
        return Objects.requireNonNull(PaperLetters.class.getResourceAsStream("/liberation/" + font + ".ttf"), font);
    }

    /** The paper, with nothing in it that its fonts do not have. */
    static String in(String html) {
        var spelled = new StringBuilder(html.length() + 16);
        html.codePoints().forEach(c -> append(spelled, c));
        int end = spelled.lastIndexOf("</body>");
        return spelled.toString().contains("[U+") && !spelled.toString().equals(html) && end >= 0
                ? spelled.insert(end, NOTE).toString()
                : spelled.toString();
    }

    private static void append(StringBuilder spelled, int c) {
        if (c < 0x7F || (!VisibleText.acts(c) && Read.LETTERS.has(c))) {
            spelled.appendCodePoint(c);
        } else if (c == '\u27EA' || c == '\u27EB') { // around what is spelled already
            spelled.append(c == '\u27EA' ? '[' : ']');
        } else {
            spelled.append(String.format("[U+%04X]", c));
        }
    }

    private boolean has(int c) {
        return fonts.stream().allMatch(font -> font.getGlyphId(c) > 0);
    }
}
