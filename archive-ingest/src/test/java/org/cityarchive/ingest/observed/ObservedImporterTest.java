package org.cityarchive.ingest.observed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.cityarchive.core.capture.ConfirmedBy;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Handed;
import org.cityarchive.ingest.adapter.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedImporterTest {
    private static final String POST = "{\"platform\":\"x\",\"account\":\"parks\",\"id\":\"1\",\"kind\":\"post\","
            + "\"observedAt\":\"2026-03-01T14:02:00Z\",\"state\":\"present\",\"text\":\"Hi\"}";
    @TempDir
    Path folder;

    @Test
    void aLineWithEveryMemberIsRead() throws IOException {
        var line = "{\"platform\":\"bluesky\",\"account\":\"did:plc:1\",\"id\":\"at://1\",\"kind\":\"comment\",\"parent\":\"at://0\","
                + "\"author\":{\"id\":\"did:plc:2\",\"name\":\"Åsa\"},\"text\":\"a\\ud83c\\udf83 \\ud800!\",\"createdAt\":\"2027-01-01t01:00:00.1239+01:00\","
                + "\"observedAt\":\"2026-11-21T12:04:59Z\",\"state\":\"present\",\"url\":\"https://x.test/1\",\"lang\":\"en\","
                + "\"media\":[{\"url\":\"https://x.test/a.jpg\",\"type\":\"photo\"}],\"counters\":{\"likes\":9007199254740991},"
                + "\"raw\":{\"id\":92233720368547758070,\"f\":1.5},\"later\":true}";
        var seen = observation(line);
        var content = ((Seen.Present) seen.seen()).content();

        assertThat(seen.kind()).isEqualTo(Kind.COMMENT);
        assertThat(seen.createdAt()).isEqualTo(Instant.parse("2027-01-01T00:00:00.123Z"));
        assertThat(new String(seen.raw().bytes(), UTF_8)).isEqualTo(line);
        assertThat(content.text()).isEqualTo("a🎃 \uFFFD!");
        assertThat(content.parent()).isEqualTo("at://0");
        assertThat(content.media()).hasSize(1);
        assertThat(content.counters()).containsEntry("likes", 9007199254740991L);
    }

    @Test
    void absentMembersAreNotShown() throws IOException {
        var content = ((Seen.Present) observation(POST).seen()).content();
        assertThat(content.media()).isNull();
        assertThat(content.author()).isNull();
        assertThat(content.lang()).isNull();
    }

    @Test
    void goneNamesItsSignAndHiddenMayShowNothing() throws IOException {
        var gone = POST.replace("\"present\",\"text\":\"Hi\"", "\"gone\",\"confirmedBy\":\"owners-export\"");
        assertThat(observation(gone).seen()).isEqualTo(new Seen.Gone(ConfirmedBy.OWNERS_EXPORT));
        assertThat(observation(POST.replace("\"present\",\"text\":\"Hi\"", "\"hidden\"")).seen())
                .isEqualTo(new Seen.Hidden(null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {                                   | not-json           | end of line
            nonsense                            | not-json           | column 1
            []                                  | not-an-object      | $
            "text"                              | not-an-object      | $
            POST {}                             | not-json           | column 125
            -"platform":"x",                    | member-missing     | $.platform
            -"account":"parks",                 | member-missing     | $.account
            -"id":"1",                          | member-missing     | $.id
            -"kind":"post",                     | member-missing     | $.kind
            -"observedAt":"2026-03-01T14:02:00Z", | member-missing   | $.observedAt
            -"state":"present",                 | member-missing     | $.state
            -,"text":"Hi"                       | member-missing     | $.text
            "x"=>"X"                            | bad-value          | $.platform
            "x"=>"x1"                           | bad-value          | $.platform
            "1"=>1                              | wrong-type         | $.id
            "1"=>""                             | bad-value          | $.id
            "1"=>"\\ud800"                      | lone-surrogate     | $.id
            "1"=>"a\\u0000"                     | bad-value          | $.id
            "parks"=>{}                         | wrong-type         | $.account
            "post"=>"story"                     | bad-value          | $.kind
            "present"=>"deleted"                | bad-value          | $.state
            "present"=>"gone"                   | member-missing     | $.confirmedBy
            "present"=>"gone","confirmedBy":"absence" | bad-value    | $.confirmedBy
            "present"=>"present","confirmedBy":"direct-read" | bad-value | $.confirmedBy
            "Hi"=>7                             | wrong-type         | $.text
            "Hi"=>null                          | member-missing     | $.text
            "Hi"=>"Hi","text":"Ho"              | duplicate-member   | column 124
            "Hi"=>"Hi","raw":{"a":1,"a":2}      | duplicate-member   | column 137
            "Hi"=>"Hi","createdAt":1700000000   | wrong-type         | $.createdAt
            "Hi"=>"Hi","createdAt":"yesterday"  | bad-time           | $.createdAt
            "Hi"=>"Hi","createdAt":"2026-02-30T00:00:00Z" | bad-time | $.createdAt
            "Hi"=>"Hi","createdAt":"0000-01-01T00:00:00Z" | bad-time | $.createdAt
            "Hi"=>"Hi","createdAt":"0001-01-01T05:00:00Z" | bad-time | $.createdAt
            "Hi"=>"Hi","createdAt":"9999-12-31T12:00:00Z" | bad-time | $.createdAt
            "Hi"=>"Hi","createdAt":"-0044-03-15T12:00:00Z" | bad-time | $.createdAt
            2026-03-01T14:02:00Z=>2026-03-01    | bad-time           | $.observedAt
            2026-03-01T14:02:00Z=>2026-03-01T14:02:00 | bad-time     | $.observedAt
            2026-03-01T14:02:00Z=>2026-11-21T12:05:01Z | observed-in-future | $.observedAt
            "Hi"=>"Hi","counters":{"likes":1.5} | wrong-type         | $.counters
            "Hi"=>"Hi","counters":{"likes":"1"} | wrong-type         | $.counters
            "Hi"=>"Hi","counters":{"likes":9007199254740993} | number-too-large | $.counters
            "Hi"=>"Hi","counters":[]            | wrong-type         | $.counters
            "Hi"=>"Hi","media":{}               | wrong-type         | $.media
            "Hi"=>"Hi","media":["u"]            | wrong-type         | $.media[0]
            "Hi"=>"Hi","media":[{"type":"photo"}] | member-missing   | $.media[0].url
            "Hi"=>"Hi","media":[{"url":"u","sha256":"00"}] | bad-value | $.media[0].sha256
            "Hi"=>"Hi","author":"me"            | wrong-type         | $.author
            """)
    void aBadLineIsRefusedWithItsPlaceAndReason(String change, String type, String place) throws IOException {
        var line = change.equals("POST {}")
                ? POST + " {}"
                : change.startsWith("-")
                        ? POST.replace(change.substring(1), "")
                        : change.contains("=>") ? POST.replace(change.split("=>", 2)[0], change.split("=>", 2)[1]) : change;
        assertThat(line).isNotEqualTo(POST);
        var refused = refused(line.getBytes(UTF_8));
        assertThat(refused.fault().type() + " " + refused.fault().place()).isEqualTo(type + " " + place);
        assertThat(refused.fault().reason()).endsWith(".").doesNotContain("parks", "Hi");
        assertThat(new String(refused.bytes(), UTF_8)).isEqualTo(line);
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws IOException {
        assertThat(refused(POST.replace("Hi", "\u00ff").getBytes(ISO_8859_1)).fault().type()).isEqualTo("broken-utf8");
        assertThat(refused(POST.replace("Hi", "\u00ed\u00a0\u0080").getBytes(ISO_8859_1)).fault().type())
                .isEqualTo("broken-utf8");
        assertThat(refused(POST.replace("Hi", "\0").getBytes(UTF_8)).fault().type()).isEqualTo("nul-byte");
        var deep = POST.replace("\"Hi\"", "\"Hi\",\"raw\":" + "[".repeat(64) + "]".repeat(64));
        assertThat(refused(deep.getBytes(UTF_8)).fault().type()).isEqualTo("too-deep");
        assertThat(observation(deep.replace("[".repeat(64) + "]".repeat(64), "[".repeat(63) + "]".repeat(63)))).isNotNull();
        var abyss = POST.replace("\"Hi\"", "\"Hi\",\"raw\":" + "[".repeat(1_000_000));
        assertThat(refused(abyss.getBytes(UTF_8)).fault().type()).isEqualTo("too-deep");
    }

    @Test
    void linesMayEndAnyWayAndEmptyOnesAreCounted() throws IOException {
        var entries = read(("\u00ef\u00bb\u00bf" + POST + "\r\n\n" + POST + "\n \t\r\n" + POST).getBytes(ISO_8859_1));
        assertThat(entries).hasSize(5);
        assertThat(entries.get(0)).isInstanceOf(Entry.Taken.class);
        assertThat(((Entry.Refused) entries.get(1)).fault().type()).isEqualTo("empty-line");
        assertThat(((Entry.Refused) entries.get(3)).fault().type()).isEqualTo("empty-line");
        assertThat(entries).extracting(Entry::line).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(read(new byte[0])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {8 << 20, (8 << 20) + 1, 100_000_000})
    void aLineBeyond8MiBIsRefusedAndTheNextIsRead(int length) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var start = POST.substring(0, POST.length() - 2).getBytes(UTF_8);
        bytes.writeBytes(start);
        bytes.writeBytes("y".repeat(length - start.length - 2).getBytes(UTF_8));
        bytes.writeBytes(("\"}\n" + POST).getBytes(UTF_8));
        var entries = read(bytes.toByteArray());
        assertThat(entries).hasSize(2);
        assertThat(entries.get(1)).isInstanceOf(Entry.Taken.class);
        if (length > 8 << 20) {
            var refused = (Entry.Refused) entries.getFirst();
            assertThat(refused.fault().type()).isEqualTo("line-too-long");
            assertThat(refused.bytes()).hasSize(64 << 10);
            assertThat(refused.length()).isEqualTo(length);
        }
    }

    @Test
    void gzipIsKnownByItsContentAndABrokenOneRefusesItsRest() throws IOException {
        var many = (POST + "\n").repeat(2000).getBytes(UTF_8);
        var packed = gzip(many);
        assertThat(read(packed)).hasSize(2000);
        var cut = Arrays.copyOf(packed, packed.length / 2);
        var entries = read(cut);
        assertThat(((Entry.Refused) entries.getLast()).fault().type()).isEqualTo("broken-packing");
        assertThat(entries.subList(0, entries.size() - 1)).allMatch(Entry.Taken.class::isInstance);
        assertThat(((Entry.Refused) read(new byte[]{0x1F, (byte) 0x8B, 9, 9}).getLast()).fault().type())
                .isEqualTo("broken-packing");
        var bomb = read(gzip(new byte[100 << 20]));
        assertThat(bomb).hasSize(1);
        assertThat(((Entry.Refused) bomb.getFirst()).fault().type()).isEqualTo("zip-bomb");
    }

    @Test
    void readingGoesOnFromEveryPlace() throws IOException {
        for (var bytes : List.of(mixed(), gzip(mixed()), Arrays.copyOf(gzip(mixed()), 400))) {
            var file = Handed.of(folder, bytes);
            var whole = described(Handed.all(new ObservedReading(file, null, Handed.terms(), Position.START)));
            for (int stop = 0; stop <= whole.size(); stop++) {
                var parts = new ArrayList<Entry>();
                var first = new ObservedReading(file, null, Handed.terms(), Position.START);
                for (int i = 0; i < stop; i++) {
                    parts.add(Objects.requireNonNull(first.next()));
                }
                first.close();
                parts.addAll(Handed.all(new ObservedReading(file, null, Handed.terms(), first.position())));
                assertThat(described(parts)).isEqualTo(whole);
            }
        }
    }

    @Test
    void noMutationOfAFileThrowsOrLosesALine() throws IOException {
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var bytes = mixed();
            for (int i = random.nextInt(40); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            long lines = 0;
            for (int i = 0; i < bytes.length; i++) {
                lines += bytes[i] == '\n' || i == bytes.length - 1 ? 1 : 0;
            }
            var entries = read(bytes);
            assertThat((long) entries.size()).as("seed %d", seed).isEqualTo(lines);
            var packed = gzip(bytes);
            packed[10 + random.nextInt(packed.length - 10)] ^= (byte) (1 << random.nextInt(8));
            assertThat(read(packed)).as("packed, seed %d", seed).isNotNull();
        }
    }

    @Test
    void theLongBeachLogHasOneLineToRefuse() throws IOException {
        var file = new Handed(Handed.shared("long-beach").resolve("observed.ndjson.gz"));
        var entries = Handed.all(new ObservedReading(file, null, Handed.terms(), Position.START));
        assertThat(entries).hasSize(5314);
        var refused = entries.stream().filter(Entry.Refused.class::isInstance).map(Entry.Refused.class::cast).toList();
        assertThat(refused).hasSize(1);
        assertThat(refused.getFirst().line()).isEqualTo(2271);
        assertThat(refused.getFirst().fault().type()).isEqualTo("member-missing");
        assertThat(entries.stream().filter(Entry.Taken.class::isInstance).map(entry -> ((Entry.Taken) entry).observation())
                .filter(observation -> observation.kind() == Kind.COMMENT).map(observation -> observation.key().id()).distinct())
                .hasSize(505);
    }

    private byte[] mixed() {
        var lines = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            lines.append(i % 7 == 3 ? "{broken" : i % 11 == 5 ? "" : POST.replace("\"1\"", "\"n" + i + "\""))
                    .append(i % 2 == 0 ? "\n" : "\r\n");
        }
        return lines.toString().getBytes(UTF_8);
    }

    private static List<String> described(List<Entry> entries) {
        return entries.stream().map(entry -> switch (entry) {
            case Entry.Taken taken -> taken.line() + " " + taken.observation().key();
            case Entry.Refused refused -> refused.line() + " " + refused.fault() + " " + new String(refused.bytes(), UTF_8);
        }).toList();
    }

    private Observation observation(String line) throws IOException {
        return ((Entry.Taken) read(line.getBytes(UTF_8)).getFirst()).observation();
    }

    private Entry.Refused refused(byte[] line) throws IOException {
        var entries = read(line);
        assertThat(entries).hasSize(1);
        return (Entry.Refused) entries.getFirst();
    }

    private List<Entry> read(byte[] bytes) throws IOException {
        var file = Handed.of(folder, bytes);
        try {
            return Handed.all(new ObservedReading(file, null, Handed.terms(), Position.START));
        } finally {
            Files.delete(file.path());
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }
}
