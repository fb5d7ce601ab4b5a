package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;

import org.cityarchive.server.web.CsvRow;
import org.cityarchive.server.web.HostileTexts;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TerminalTextTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Test
    void controlCharactersAreSpelledOut() {
        assertThat(TerminalText.line("a\u001b[2Jb\u0007\u009bc")).isEqualTo("a\\u{1b}[2Jb\\u{7}\\u{9b}c");
    }

    @Test
    void marksThatTurnTheOrderOfWordsAreSpelledOut() {
        assertThat(TerminalText.line("a\u202eb\u2066c\u200f")).isEqualTo("a\\u{202e}b\\u{2066}c\\u{200f}");
    }

    @Test
    void emojiAndAccentsStayAsTheyAre() {
        assertThat(TerminalText.line("Zoë 👩‍🚒 水")).isEqualTo("Zoë 👩‍🚒 水");
    }

    @Test
    void aLineStaysOneLine() {
        assertThat(TerminalText.line("a\r\nb\nc\td\re")).isEqualTo("a b c d\\u{d}e");
        assertThat(TerminalText.shown("a\nb")).isEqualTo("a\nb");
    }

    /** Whatever somebody posts: nothing moves the cursor, nothing turns the words, and a line stays a line. */
    @Test
    void hostileTextsAreShownAndDoNothing() {
        for (var hostile : HostileTexts.all()) {
            var line = TerminalText.line(hostile.text());
            assertThat(line).as(hostile.id()).contains(hostile.seen().lines().findFirst().orElseThrow());
            assertThat(line.codePoints()).as(hostile.id()).noneMatch(TerminalTextTest::actsOnATerminal);
            var shown = TerminalText.shown(hostile.text());
            assertThat(shown.codePoints().filter(c -> c != '\n' && c != '\t')).as(hostile.id())
                    .noneMatch(TerminalTextTest::actsOnATerminal);
            assertThat(shown.lines().count()).as(hostile.id()).isEqualTo(hostile.text().split("\\n", -1).length);
        }
    }

    @Test
    void aNulAndALongTextComeOutWhole() {
        assertThat(TerminalText.line("a\u0000b")).isEqualTo("a\\u{0}b");
        var sixtyThousand = "x\u202e".repeat(30_000);
        assertThat(TerminalText.line(sixtyThousand)).isEqualTo("x\\u{202e}".repeat(30_000));
    }

    /** What is printed as JSON says the same, and a terminal obeys none of it. */
    @Test
    void jsonThatIsPrintedSpellsWhatATerminalObeys() {
        for (var hostile : HostileTexts.all()) {
            var printed = new StringWriter();
            try (var out = new PrintWriter(new TerminalOut(printed))) {
                out.println(JSON.writeValueAsString(Map.of("text", hostile.text())));
            }
            assertThat(printed.toString()).as(hostile.id())
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\r]]|[\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
            assertThat(JSON.readTree(printed.toString()).path("text").asString()).isEqualTo(hostile.text());
        }
    }

    private static boolean actsOnATerminal(int c) {
        return Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E
                || c == 0x200F || c == 0x061C || c == 0x2028 || c == 0x2029 || c == 0x200B || c == 0xFEFF;
    }

    @Test
    void aCellThatASpreadsheetWouldRunIsText() {
        assertThat(CsvRow.of(Arrays.asList("=1+1", "+1", "-x", "@a", " =1", "a,b", "say \"hi\"", "plain", null)))
                .isEqualTo("\"'=1+1\",\"'+1\",\"'-x\",\"'@a\",\"' =1\",\"a,b\",\"say \"\"hi\"\"\",plain,");
    }
}
