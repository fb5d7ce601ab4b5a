package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.cityarchive.server.web.CsvRow;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
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

    @Test
    void aCellThatASpreadsheetWouldRunIsText() {
        assertThat(CsvRow.of(Arrays.asList("=1+1", "+1", "-x", "@a", " =1", "a,b", "say \"hi\"", "plain", null)))
                .isEqualTo("\"'=1+1\",\"'+1\",\"'-x\",\"'@a\",\"' =1\",\"a,b\",\"say \"\"hi\"\"\",plain,");
    }
}
