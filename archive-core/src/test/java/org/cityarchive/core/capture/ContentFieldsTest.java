package org.cityarchive.core.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.cityarchive.core.capture.Observation.Raw;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ContentFieldsTest {
    private static final Instant SEEN = Instant.parse("2026-11-21T10:04:30.123Z");

    @Test
    void whatWasShownComesBackAsItWas() {
        var content = new Content("Call 311\n", new Content.Author("1000", "Jo Doe"), "42", "https://social.example/p/1", "en",
                List.of(new Content.Media("m1", "https://cdn.example/1.jpg", "photo", "a bridge", "ab"),
                        new Content.Media(null, "https://cdn.example/2.mp4", null, null, null)),
                new TreeMap<>(Map.of("likes", 3L)), "Nov 21");
        var observation = observation(new Seen.Present(content));
        var read = CanonicalJson.parseObject(CanonicalJson.write(ContentFields.of(observation)));
        assertThat(ContentFields.content(read)).isEqualTo(content);
        assertThat(ContentFields.key(read)).isEqualTo(observation.key());
        assertThat(ContentFields.createdAt(read)).isEqualTo(observation.createdAt());
        assertThat(ContentFields.rawType(read)).isEqualTo("application/json");
        assertThat(ContentFields.rawLength(read)).isEqualTo(2);
    }

    @Test
    void absentIsNotEmpty() {
        assertThat(ContentFields.content(ContentFields.of(observation(new Seen.Present(content(null, null))))))
                .isEqualTo(content(null, null));
        assertThat(ContentFields.content(ContentFields.of(observation(new Seen.Present(content("", List.of()))))))
                .isEqualTo(content("", List.of()));
        assertThat(ContentFields.content(ContentFields.of(observation(new Seen.Hidden(null))))).isNull();
        assertThat(ContentFields.content(ContentFields.of(observation(new Seen.Gone(ConfirmedBy.OWNERS_EXPORT))))).isNull();
    }

    @Test
    void aLoneSurrogateIsRepairedAndTheRepairIsTold() {
        var media = List.of(new Content.Media(null, "u", null, "alt \ud800", null));
        var fields = ContentFields.of(observation(new Seen.Present(content("a\ud83d b \ude00 😀", media))));
        assertThat(fields).containsEntry("text", "a\ufffd b \ufffd 😀").containsEntry("text.repaired", true)
                .containsEntry("media.repaired", true).doesNotContainKey("nativeId.repaired");
        assertThat(CanonicalJson.write(fields)).isNotEmpty();
    }

    @Test
    void countersBeyondJsonsIntegersComeBack() {
        var counters = new TreeMap<>(Map.of("views", Long.MAX_VALUE, "odd", Long.MIN_VALUE, "likes", CanonicalJson.GREATEST));
        var content = new Content(null, null, null, null, null, null, counters, null);
        var read = CanonicalJson.parseObject(CanonicalJson.write(ContentFields.of(observation(new Seen.Present(content)))));
        assertThat(ContentFields.content(read)).isEqualTo(content);
    }

    @Test
    void textIsCommittedToInSegmentsAndRawByItsBytes() {
        var observation = observation(new Seen.Present(content("a b", null)));
        var committed = ContentFields.committed(ContentFields.of(observation), observation.raw().bytes());
        assertThat(committed.get("text")).isEqualTo(new Field.Text("a b"));
        assertThat(committed.get("raw")).isInstanceOf(Field.Bytes.class);
        assertThat(committed.get("nativeId")).isEqualTo(new Field.Json("17841400000000001"));
        assertThat(Commitments.root(new byte[32], committed)).isEqualTo(Commitments.root(new byte[32], committed));
    }

    private static Content content(@Nullable String text, @Nullable List<Content.Media> media) {
        return new Content(text, null, null, null, null, media, new TreeMap<>(), null);
    }

    private static Observation observation(Seen seen) {
        return new Observation(new NativeKey("instagram", "citypage", "17841400000000001"), Kind.POST, seen,
                Instant.parse("2026-11-21T09:58:00Z"), null, SEEN, "poll", new Raw("{}".getBytes(UTF_8), "application/json"),
                List.of());
    }
}
