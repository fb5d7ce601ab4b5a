package org.cityarchive.search.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.stream.Collectors;

import org.cityarchive.core.search.Form;
import org.cityarchive.core.search.Highlights;
import org.cityarchive.core.search.InText;
import org.cityarchive.core.search.RecordQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What counts as a word, a tag, a mention and a link. */
class UnicodeWordsTest {
    private final UnicodeWords words = new UnicodeWords();

    @ParameterizedTest
    @CsvSource(quoteCharacter = '^', delimiter = '|', value = {"Town hall, 7 pm!|town/hall/7/pm", "@USPS@fema|usps/fema",
            "#VA10 #Bogotá|va10/bogotá",
            "name@city.gov|name/city.gov", "don't don’t|don't/don’t", "1.2 trillion, 1,200|1.2/trillion/1,200",
            "covid-19|covid/19", "snake_case|snake_case",
            "❤\uFE0Flove #\uFE0F\u20E3go|love/go", "👍🏽👨‍👩‍👧 ok|ok", "दिल्ली में|दिल्ली/में", "IŞIK|işik", "ΟΔΟΣ|οδος",
            "http://t.co/aB9|http/t.co/ab9",
            "!!! … 😀|^^", "½ Ⅷ ٣|½/ⅷ/٣"})
    void aTextIsTakenApart(String text, String expected) {
        assertThat(words.tokens(text).stream().map(t -> t.in(Form.EXACT)).collect(Collectors.joining("/"))).isEqualTo(expected);
        words.tokens(text).forEach(t -> assertThat(text.substring(t.start(), t.end())).doesNotContain("@", "#"));
    }

    @ParameterizedTest
    @CsvSource({"Bogotá,bogota", "BOGOTA\u0301,bogota", "Straße,strasse", "ﬁre,fire", "Ｆｌｏｏｄ,flood", "ΟΔΟΣ,οδοσ", "İ,i", "한국,한국",
            "Åse,ase", "Ⅷ,viii"})
    void caseAccentsAndCompatibilityFormsAreFolded(String word, String folded) {
        assertThat(words.folded(word)).isEqualTo(folded);
        assertThat(words.folded(folded)).isEqualTo(folded);
        assertThat(words.tokens(word).getFirst().folded()).isEqualTo(folded);
    }

    @ParameterizedTest
    @CsvSource({"floods,flood", "flooding,flood", "Flooded,flood", "city's,citi", "city’s,citi", "cities,citi"})
    void englishFormsShareAStem(String word, String stem) {
        assertThat(words.tokens(word).getFirst().stem()).isEqualTo(stem);
    }

    @Test
    void aBrokenOrEndlessTextIsTakenApartToo() {
        assertThat(words.tokens("")).isEmpty();
        assertThat(words.tokens("a\uD800b\u0000c")).hasSize(3);
        assertThat(words.tokens("x".repeat(100_000)).getFirst().exact()).hasSize(1_000);
        assertThat(words.tokens("\uFDFA".repeat(2_000)).getFirst().folded().length()).isLessThanOrEqualTo(1_000);
    }

    @Test
    void tagsMentionsAndLinksStandInATextAsTyped() {
        var text = "See #Bogotá, a#b #1 #_x #vote2; .@FEMA @city.bsky.social, me@b (https://a.b/c_(d)). HTTP://X.Y/Z?q=1! https://a.b/e…";
        assertThat(InText.hashtags(text)).extracting(InText.Found::value).containsExactly("bogotá", "_x", "vote2");
        assertThat(InText.mentions(text)).extracting(InText.Found::value).containsExactly("fema", "city", "city.bsky.social");
        assertThat(InText.links(text)).extracting(InText.Found::value).containsExactly("https://a.b/c_(d)", "HTTP://X.Y/Z?q=1",
                "https://a.b/e");
        InText.links(text).forEach(f -> assertThat(text.substring(f.start(), f.end())).isEqualTo(f.value()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {"flood|[Flood] in the flooding town hall",
            "~flood -town|[Flood] in the [flooding] town hall",
            "\"town hall\" town|Flood in the flooding [town hall]", "floo* OR hal*|[Flood] in the [flooding] town [hall]",
            "kind:post|Flood in the flooding town hall",
            "=Flood \"town pool\"|[Flood] in the flooding town hall"})
    void foundWordsAreMarkedAndExcludedOnesAreNot(String query, String marked) {
        var text = "Flood in the flooding town hall";
        var shown = new StringBuilder(text);
        for (var range : new Highlights(words).of(RecordQuery.parse(query, ZoneId.of("UTC")), text).reversed()) {
            shown.insert(range.end(), ']').insert(range.start(), '[');
        }
        assertThat(shown).hasToString(marked);
    }
}
