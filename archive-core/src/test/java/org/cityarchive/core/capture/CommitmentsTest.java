package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.cityarchive.core.law.SharedData;
import org.cityarchive.core.law.Vector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitmentsTest {
    private Vector vectors = new Vector(new TreeMap<>());

    @BeforeEach
    void read() throws IOException {
        vectors = Vector.read(SharedData.folder("evidence-vectors").resolve("commitments.json"));
    }

    @Test
    void textsAreDividedAsPublished() {
        for (var vector : vectors.each("segments")) {
            assertThat(Segments.of(vector.text("text"))).isEqualTo(vector.list("segments"));
        }
    }

    @Test
    void saltsAreDerivedAsPublished() {
        for (var vector : vectors.each("salts")) {
            assertThat(Commitments.salt(vectors.hex("seed_hex"), (int) vector.number("field"), vector.number("slot")))
                    .isEqualTo(vector.hex("hex"));
        }
    }

    @Test
    void eachKindIsCommittedToAsPublished() {
        for (var vector : vectors.each("primitives")) {
            var expected = new Commitment(vector.hex("commitment_hex"));
            assertThat(switch (vector.text("kind")) {
                case "json" -> Commitments.json(vector.hex("salt_hex"), vector.text("name"), vector.value("value"));
                case "blob" ->
                    Commitments.blob(vector.hex("salt_hex"), vector.text("name"), vector.number("length"), vector.hex("sha256"));
                case "segm" -> Commitments.segment(vector.hex("salt_hex"), vector.text("text"));
                case "text" -> Commitments.text(vector.hex("salt_hex"), vector.text("name"), List.of());
                case "flds" -> Commitments.root(new TreeMap<>());
                default -> throw new AssertionError("a kind this test does not know");
            }).isEqualTo(expected);
        }
    }

    @Test
    void aRecordsFieldsReachThePublishedRoot() {
        var record = vectors.object("record");
        var fields = new TreeMap<String, Field>();
        var expected = new TreeMap<String, Commitment>();
        for (var opening : record.each("openings")) {
            var name = opening.text("name");
            expected.put(name, Commitment.of(opening.text("commitment")));
            fields.put(name, switch (opening.text("type")) {
                case "text" -> new Field.Text(joined(opening.each("segments")));
                case "blob" -> Field.bytes(record.text("raw_utf8").getBytes(UTF_8));
                default -> new Field.Json(opening.value("value"));
            });
        }
        assertThat(Commitments.each(vectors.hex("seed_hex"), fields)).isEqualTo(expected);
        assertThat(Commitments.root(vectors.hex("seed_hex"), fields)).isEqualTo(new Commitment(record.hex("root_hex")));
        assertThat(Commitments.root(vectors.hex("seed_hex"), fields).base64())
                .isEqualTo(record.object("fact").object("payload").text("content"));
    }

    @Test
    void aRedactedDisclosureReachesTheSameRoot() {
        var root = new Commitment(vectors.object("record").hex("root_hex"));
        assertThat(DisclosedRoot.of(vectors.object("redacted").each("fields"))).isEqualTo(root);
        assertThat(DisclosedRoot.of(vectors.object("record").each("openings"))).isEqualTo(root);
    }

    @Test
    void aChangedDisclosureNeverReachesTheRoot() {
        var root = new Commitment(vectors.object("record").hex("root_hex"));
        var changed = vectors.each("must_fail");
        assertThat(changed).hasSize(13);
        for (var disclosure : changed) {
            if (disclosure.value("root_hex") == null) {
                assertThatThrownBy(() -> DisclosedRoot.of(disclosure.each("fields"))).as(disclosure.text("why"))
                        .isInstanceOf(IllegalArgumentException.class);
            } else {
                assertThat(DisclosedRoot.of(disclosure.each("fields"))).as(disclosure.text("why")).isNotEqualTo(root)
                        .isEqualTo(new Commitment(disclosure.hex("root_hex")));
            }
        }
    }

    @Test
    void aLongTextIsDividedAtLineEndsOnly() {
        String line = "word ".repeat(100) + "\n";
        var segments = Segments.of(line.repeat(40) + "é".repeat(600));
        assertThat(segments).hasSize(42).startsWith(line).endsWith("é".repeat(512), "é".repeat(88));
        assertThat(String.join("", segments)).isEqualTo(line.repeat(40) + "é".repeat(600));
    }

    @Test
    void segmentsAreWholeCodePointsWhateverTheText() {
        for (int n = 0; n < 70; n++) {
            String text = "x".repeat(n) + "😀é市".repeat(30) + " \n";
            var segments = Segments.of(text);
            assertThat(String.join("", segments)).isEqualTo(text);
            assertThat(segments).allSatisfy(s -> assertThat(s.getBytes(UTF_8).length).isBetween(1, 64));
        }
    }

    @Test
    void whatHasNotItsSizeOrIsNoNameIsRefused() {
        assertThatThrownBy(() -> Commitments.json(new byte[31], "a", 1L)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Commitments.segment(new byte[33], "a")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Commitment.of("AAAA")).isInstanceOf(IllegalArgumentException.class);
        for (var name : List.of("", "1a", ".a", "a b", "é", "a-b", "a".repeat(65))) {
            assertThatThrownBy(() -> Commitments.json(new byte[32], name, 1L)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Commitments.json(new byte[32], "a".repeat(64), 1L)).isNotNull();
    }

    @Test
    void aCommitmentCannotBeChangedFromOutside() {
        byte[] bytes = new byte[32];
        var commitment = new Commitment(bytes);
        bytes[0] = 1;
        commitment.bytes()[1] = 1;
        assertThat(commitment).isEqualTo(new Commitment(new byte[32])).hasSameHashCodeAs(new Commitment(new byte[32]));
        assertThat(Commitment.of(commitment.base64())).isEqualTo(commitment);
    }

    private static String joined(List<Vector> segments) {
        var texts = new ArrayList<String>();
        segments.forEach(s -> texts.add(s.text("text")));
        return String.join("", texts);
    }
}
