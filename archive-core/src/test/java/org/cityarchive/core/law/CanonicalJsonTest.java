package org.cityarchive.core.law;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.law.CanonicalJson.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"arrays", "french", "unicode", "weird"})
    void publishedVectorsAreSpelledAsPublished(String name) throws IOException {
        var folder = SharedData.folder("evidence-vectors/jcs");
        byte[] input = Files.readAllBytes(folder.resolve(name + ".input.json"));
        byte[] output = Files.readAllBytes(folder.resolve(name + ".output.json"));
        assertThat(CanonicalJson.write(CanonicalJson.parse(input))).isEqualTo(output);
        assertThat(CanonicalJson.write(CanonicalJson.parse(output))).isEqualTo(output);
    }

    @Test
    void ourVectorsAreSpelledAndRefused() throws IOException {
        var vectors = Vector.read(SharedData.folder("evidence-vectors").resolve("commitments.json"));
        for (var vector : vectors.each("jcs")) {
            byte[] bytes = vector.hex("utf8_hex");
            assertThat(CanonicalJson.write(vector.value("value"))).isEqualTo(bytes);
            assertThat(CanonicalJson.write(CanonicalJson.parse(bytes))).isEqualTo(bytes);
        }
        for (var vector : vectors.each("jcs_reject")) {
            assertRefused(vector.text("json"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1", "{\"a\"}", "{\"a\":}", "{a:1}", "{\"a\":1,}", "[,1]", "[1 2]", "1 2", "{} x",
            "nul",
            "truex", "+1", "-", "-01", "0x1", "1E1", "1.0", "-9007199254740992", "99999999999999999999", "\"", "\"\\x\"",
            "\"\\u12g4\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\\ud800x\"", "\"\u0001\"", "\"\\u00\"", "'a'", "NaN",
            "{\"a\":1,\"\\u0061\":2}", "\uFEFF1", "[1]]", "\"a\\"})
    void whatIsNotRestrictedJsonIsRefused(String json) {
        assertRefused(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"22ff22", "22c0af22", "22e08080 22", "22eda08022", "22f4908080 22", "22f08080af22", "22c322",
            "22e282",
            "2280 22", "22f8888080 8022", "22c3"})
    void bytesThatAreNotUtf8AreRefused(String hex) {
        assertThatThrownBy(() -> CanonicalJson.parse(HexFormat.of().parseHex(hex.replace(" ", ""))))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void theErrorNamesThePlaceAndNothingElse() {
        assertThatThrownBy(() -> CanonicalJson.parse("{\"secret\":1,\"secret\":2}".getBytes(UTF_8)))
                .isInstanceOfSatisfying(Malformed.class, e -> assertThat(e.offset()).isEqualTo(12))
                .hasMessageContaining("byte 12").hasMessageNotContaining("secret");
    }

    @Test
    void nestingEndsAtSixtyFour() {
        assertThat(CanonicalJson.parse(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8))).isInstanceOf(List.class);
        assertRefused("[".repeat(65) + "]".repeat(65));
        Object deep = 1L;
        for (int i = 0; i < 65; i++) {
            deep = List.of(deep);
        }
        Object tooDeep = deep;
        assertThatThrownBy(() -> CanonicalJson.write(tooDeep)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyWhatCanBeSpelledIsWritten() {
        for (Object value : Arrays.asList(1.5, 1L << 53, -(1L << 53), "\ud800", "\udc00a", "a\ud800b", new Object(),
                Map.of(1, 2))) {
            assertThatThrownBy(() -> CanonicalJson.write(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void mapsAreSortedByUtf16UnitsWhateverTheirOrder() {
        var map = new LinkedHashMap<String, Object>();
        map.put("\uFB33", 1);
        map.put("\uD83D\uDE00", 2L);
        map.put("a", List.of());
        assertThat(new String(CanonicalJson.write(map), UTF_8)).isEqualTo("{\"a\":[],\"\uD83D\uDE00\":2,\"\uFB33\":1}");
    }

    @Test
    void longEscapedTextFits() {
        for (int n : new int[]{1, 40, 255, 256, 5000}) {
            String text = ("\u0001é€😀\"" + "x".repeat(n % 7)).repeat(n);
            assertThat(CanonicalJson.parse(CanonicalJson.write(text))).isEqualTo(text);
            String controls = "\u0002".repeat(n);
            assertThat(CanonicalJson.parse(CanonicalJson.write(List.of(controls)))).isEqualTo(List.of(controls));
        }
    }

    private static void assertRefused(String json) {
        assertThatThrownBy(() -> CanonicalJson.parse(json.getBytes(UTF_8))).as(json).isInstanceOf(Malformed.class);
    }
}
