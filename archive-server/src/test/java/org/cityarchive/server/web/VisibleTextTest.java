package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            plain words,                 plain words
            a\u202Eb,                    a⟪U+202E⟫b
            a\u200Bb\uFEFF,              a⟪U+200B⟫b⟪U+FEFF⟫
            a\u001B[2J,                  a⟪U+001B⟫[2J
            \u0645\u0631\u062D\u0628\u0627, \u0645\u0631\u062D\u0628\u0627
            José Ünal,                   José Ünal
            """)
    void whatCannotBeSeenIsSpelled(String text, String spelled) {
        assertThat(VisibleText.spelled(text)).isEqualTo(spelled);
    }

    @Test
    void linesStayAndEmojiHoldTogether() {
        var family = "\uD83D\uDC69\u200D\uD83D\uDC67";
        assertThat(VisibleText.spelled("a\n\tb " + family)).isEqualTo("a\n\tb " + family);
        assertThat(VisibleText.spelled("a\u200Db")).isEqualTo("a⟪U+200D⟫b");
    }

    @Test
    void aLineHidesNothingAndClimbsNowhere() {
        assertThat(VisibleText.line("  two\n words\u202E ", 80)).isEqualTo("two words");
        assertThat(VisibleText.line("a" + "\u0301".repeat(40) + "b", 80)).isEqualTo("a\u0301\u0301b");
        assertThat(VisibleText.line("x".repeat(100), 10)).isEqualTo("x".repeat(10) + "…");
    }

    @Test
    void noHostileTextIsLostWhole() {
        for (var hostile : HostileTexts.all()) {
            assertThat(VisibleText.spelled(hostile.text())).as(hostile.id()).contains(hostile.seen())
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]");
            assertThat(VisibleText.line(hostile.name(), 80)).as(hostile.id()).isNotBlank()
                    .doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
        }
    }

    @Test
    void everySignThatActsIsSpelledWhereverWordsComeOut() {
        for (int c : new int[]{0x00, 0x07, 0x1B, 0x7F, 0x80, 0x9F, 0x061C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069}) {
            assertThat(VisibleText.still("a" + (char) c + "b")).isEqualTo(String.format("a⟪U+%04X⟫b", c));
        }
        assertThat(VisibleText.still("a\n\t\r\u00A0\u200Bb")).isEqualTo("a\n\t\r\u00A0\u200Bb");
    }
}
