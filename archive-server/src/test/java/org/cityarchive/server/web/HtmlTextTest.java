package org.cityarchive.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text that is written outside the templates: no markup, no way out of an attribute, no sign that acts. */
class HtmlTextTest {
    @Test
    void nothingOfItIsMarkup() {
        assertThat(HtmlText.of("<a href=\"x\" b='y'>&amp;")).isEqualTo("&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;");
    }

    @Test
    void signsThatActAreDrawnOrSpelled() {
        assertThat(HtmlText.of("a\u0000\u001B\u007F\u0085\u202Eb\ud800\r\n\tc")).isEqualTo("a␀␛␡⟪U+0085⟫⟪U+202E⟫b\uFFFD\n\tc");
    }

    @Test
    void hostileTextsHoldNeither() {
        for (var hostile : HostileTexts.all()) {
            assertThat(HtmlText.of(hostile.text())).as(hostile.id()).doesNotContain("<", ">", "\"", "'")
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]|[\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");
        }
    }
}
