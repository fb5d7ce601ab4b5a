package org.cityarchive.ingest.observed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Handed;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.format.Importers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Observations that come with their pictures. */
class ObservedPackageTest {
    private static final byte[] PICTURE = "\u0089PNG\r\n\u001a\nplow".getBytes(StandardCharsets.ISO_8859_1);

    @TempDir
    Path folder;

    @Test
    void picturesAreAttachedWhereTheirHashMatches() throws Exception {
        var reading = open(Map.of("observed.ndjson", lines(line(1, PICTURE), line(2, null)), media(PICTURE), PICTURE));
        var entries = Handed.all(reading);

        var attached = ((Entry.Taken) entries.getFirst()).observation().attached();
        assertThat(attached).hasSize(1);
        assertThat(attached.getFirst().index()).isZero();
        assertThat(attached.getFirst().mediaType()).isEqualTo("image/png");
        assertThat(attached.getFirst().bytes().open().readAllBytes()).isEqualTo(PICTURE);
        assertThat(((Entry.Taken) entries.get(1)).observation().attached()).isEmpty();
        assertThat(reading.remarks()).isEmpty();
    }

    @Test
    void aMediumWithOtherBytesThanItsHashIsRefusedWithItsLineAndTheRestGoesIn() throws Exception {
        var entries = Handed.all(open(Map.of("observed.ndjson", lines(line(1, PICTURE), line(2, null)), media(PICTURE),
                "something else".getBytes(UTF_8))));

        var refused = (Entry.Refused) entries.getFirst();
        assertThat(refused.fault().type()).isEqualTo("media-differs");
        assertThat(refused.fault().place()).isEqualTo("$.media[0].sha256");
        assertThat(new String(refused.bytes(), UTF_8)).isEqualTo(line(1, PICTURE));
        assertThat(entries.get(1)).isInstanceOf(Entry.Taken.class);
    }

    @Test
    void aMediumThatIsNotThereIsCountedAndTheLineTaken() throws Exception {
        var reading = open(Map.of("observed.ndjson", lines(line(1, PICTURE))));
        assertThat(((Entry.Taken) Handed.all(reading).getFirst()).observation().attached()).isEmpty();
        assertThat(reading.remarks()).singleElement().asString().startsWith("1 times a line names a medium");
    }

    @Test
    void noPathOfALineIsEverLookedUp() throws Exception {
        var line = line(1, null).replace("}]}", ",\"sha256\":\"../../etc/passwd\"}]}");
        assertThat(fault(Map.of("observed.ndjson", lines(line)))).isEqualTo("bad-value");
        var named = line(1, null).replace("https://m.example/1", "file:///etc/hosts");
        var taken = (Entry.Taken) Handed.all(open(Map.of("observed.ndjson", lines(named)))).getFirst();
        assertThat(taken.observation().attached()).isEmpty();
    }

    @Test
    void bytesThatAreNoPictureAreNoPageEither() throws Exception {
        var page = "<html><script>alert(1)</script>".getBytes(UTF_8);
        var line = line(1, page).replace("\"photo\"", "\"text/html\"");
        var taken = (Entry.Taken) Handed.all(open(Map.of("observed.ndjson", lines(line), media(page), page))).getFirst();
        assertThat(taken.observation().attached().getFirst().mediaType()).isEqualTo("application/octet-stream");
    }

    @Test
    void aMediumThatSwellsWithoutEndIsStopped() throws Exception {
        var swelling = new byte[20 << 20];
        assertThat(fault(Map.of("observed.ndjson", lines(line(1, swelling)), media(swelling), swelling))).isEqualTo("zip-bomb");
    }

    @Test
    void aMediumTooLargeForMemoryIsReadAnewByWhoeverStoresIt() throws Exception {
        var large = new byte[6 << 20];
        new Random(7).nextBytes(large);
        var reading = open(Map.of("observed.ndjson", lines(line(1, large)), media(large), large));
        var attached = ((Entry.Taken) Handed.all(reading).getFirst()).observation().attached().getFirst();
        assertThat(attached.length()).isEqualTo(large.length);
        assertThat(attached.held()).as("bytes in memory").isZero();
        for (int again = 0; again < 2; again++) {
            try (var in = attached.bytes().open()) {
                assertThat(in.readAllBytes()).isEqualTo(large);
            }
        }
        assertThat(reading.remarks()).isEmpty();
    }

    @Test
    void aMediumLargerThanTheVaultTakesStaysOutAndIsCounted() throws Exception {
        var packed = zip(Map.of("observed.ndjson", lines(line(1, PICTURE)), media(PICTURE), PICTURE));
        for (int at = 0; at < packed.length - 46; at++) { // the directory's word for its size: what is larger is not begun to be read
            if (packed[at] == 'P' && packed[at + 1] == 'K' && packed[at + 2] == 1 && packed[at + 46] == 'm') {
                ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 24, (512 << 20) + 1);
            }
        }
        var reading = open(Handed.of(folder, packed), Position.START);
        assertThat(((Entry.Taken) Handed.all(reading).getFirst()).observation().attached()).isEmpty();
        assertThat(reading.remarks())
                .containsExactly("1 media files are larger than 512 MiB and were not taken from the package.");
    }

    @Test
    void readingGoesOnBehindEveryLine() throws Exception {
        var file = handed(
                Map.of("observed.ndjson", lines(line(1, null), line(2, PICTURE), line(3, null)), media(PICTURE), PICTURE));
        for (int stop = 0; stop <= 3; stop++) {
            var ids = new ArrayList<String>();
            Position place;
            try (var reading = open(file, Position.START)) {
                for (int i = 0; i < stop; i++) {
                    ids.add(id(Objects.requireNonNull(reading.next())));
                }
                place = reading.position();
            }
            Handed.all(open(file, place)).forEach(entry -> ids.add(id(entry)));
            assertThat(ids).containsExactly("1", "2", "3");
        }
    }

    @ParameterizedTest
    @CsvSource({"../observed.ndjson,zip-name", "/observed.ndjson,zip-name", "more.zip,zip-nested", "media\\x,zip-name"})
    void aZipWithOtherThingsInMindIsRefusedWhole(String name, String type) throws IOException {
        var parts = Map.of("observed.ndjson", lines(line(1, null)), name, new byte[1]);
        assertThatThrownBy(() -> open(parts)).isInstanceOf(UnreadableException.class)
                .extracting(e -> ((UnreadableException) e).type()).isEqualTo(type);
    }

    @Test
    void aZipWithoutLinesSaysWhatIsMissing() {
        assertThatThrownBy(
                () -> new ObservedImporter().open(handed(Map.of("media/x", new byte[1])), Handed.terms(), Position.START))
                .isInstanceOf(UnreadableException.class).hasMessageContaining("no observed.ndjson");
    }

    @Test
    void aPackageCutByteByByteNeverDoesMoreThanRefuse() throws Exception {
        var good = zip(Map.of("observed.ndjson", lines(line(1, PICTURE)), media(PICTURE), PICTURE));
        for (int at = 0; at < good.length; at++) {
            var bad = good.clone();
            bad[at] ^= 0x5A;
            try {
                Handed.all(open(Handed.of(folder, bad), Position.START)).forEach(entry -> assertThat(entry).isNotNull());
            } catch (UnreadableException e) {
                assertThat(e.type()).isNotEmpty();
            }
        }
    }

    private String fault(Map<String, byte[]> parts) throws Exception {
        return ((Entry.Refused) Handed.all(open(parts)).getFirst()).fault().type();
    }

    private static String id(Entry entry) {
        return ((Entry.Taken) entry).observation().key().id();
    }

    private Reading open(Map<String, byte[]> parts) throws IOException, UnreadableException {
        return open(handed(parts), Position.START);
    }

    private static Reading open(Handed file, Position from) throws IOException, UnreadableException {
        return Importers.known().open("observed", file, Handed.terms(), from);
    }

    private Handed handed(Map<String, byte[]> parts) throws IOException {
        return Handed.of(folder, zip(parts));
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : new LinkedHashMap<>(parts).entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] lines(String... lines) {
        return String.join("\n", List.of(lines)).getBytes(UTF_8);
    }

    private static String line(int id, byte @org.jspecify.annotations.Nullable [] medium) {
        return "{\"platform\":\"x\",\"account\":\"parks\",\"id\":\"" + id
                + "\",\"kind\":\"post\",\"observedAt\":\"2026-03-01T14:02:00Z\","
                + "\"state\":\"present\",\"text\":\"Hi\",\"media\":[{\"url\":\"https://m.example/1\",\"type\":\"photo\""
                + (medium == null ? "" : ",\"sha256\":\"" + sha256(medium) + "\"") + "}]}";
    }

    private static String media(byte[] bytes) {
        return "media/" + sha256(bytes);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
