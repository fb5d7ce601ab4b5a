package org.cityarchive.server.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;

import org.cityarchive.core.capture.Observation;
import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.observed.ObservedImporter;
import org.cityarchive.server.capture.SampleCity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CottonwoodBendTest {
    private static final int MOST_BYTES = 2_000_000;
    private static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z");
    private static final Set<String> MEMBERS = Set.of("platform", "account", "id", "kind", "parent", "author", "text",
            "createdAt",
            "observedAt", "state", "confirmedBy", "url", "lang", "media", "counters", "raw");

    private static final int PICTURES = 25;
    private static final String DIGEST = "9c8b930f65b51b6f63a16ad38fd9f1dda79178166681b7517ccc65d63a62d666";
    private static final Pattern PHONE = Pattern.compile("(\\+?\\d[- ])?\\(?\\d{3}\\)?[- ]\\d{3}[- ]\\d{4}");
    private static final Pattern DOMAIN = Pattern
            .compile("(?<=//|@)[\\w-]+(\\.[\\w-]+)*\\.[a-z]{2,}|[\\w-]+\\.(com|org|net|gov|us|io)\\b");

    /** How each platform spells its ids (PLATFORMS.md §1.1). */
    private static final Map<String, Pattern> IDS = Map.of("facebook post", Pattern.compile("\\d{15}_\\d{18}"),
            "facebook comment",
            Pattern.compile("\\d{16}"), "facebook message", Pattern.compile("m_[\\w-]{46}"), "x post", Pattern.compile("\\d{19}"),
            "x comment", Pattern.compile("\\d{19}"), "instagram post", Pattern.compile("\\d{17}"), "instagram comment",
            Pattern.compile("\\d{17}"), "youtube post", Pattern.compile("[\\w-]{11}"), "youtube comment",
            Pattern.compile("Ug[\\w-]{24}(\\.[\\w-]{22})?"), "mastodon post",
            Pattern.compile("https://[^/]+/users/\\w+/statuses/\\d{18}"));

    private final byte[] file = bytes();
    private final List<JsonNode> lines = new String(file, StandardCharsets.UTF_8).lines().map(new JsonMapper()::readTree)
            .toList();

    @Test
    void theFileStaysSmall() {
        assertThat(file.length).isLessThan(MOST_BYTES);
    }

    @Test
    void everyLineHasTheMembersTheFormatAsksFor() {
        for (var line : lines) {
            for (var member : List.of("platform", "account", "id", "kind", "observedAt", "state")) {
                assertThat(line.path(member).isString()).as(member + " in " + line).isTrue();
            }
            assertThat(MEMBERS).containsAll(line.propertyNames());
            switch (text(line, "state")) {
                case "present" -> assertThat(line.path("text").isString()).as(line.toString()).isTrue();
                case "gone" ->
                    assertThat(text(line, "confirmedBy")).as(line.toString()).isIn("platform-event", "owners-export",
                            "direct-read");
                default -> assertThat(text(line, "state")).isEqualTo("hidden");
            }
        }
    }

    @Test
    void theImporterTakesEveryLineAndEveryPicture(@TempDir Path folder) throws IOException, UnreadableException {
        var path = Files.write(folder.resolve("cottonwood-bend.zip"), SampleCity.packed());
        var entries = new ArrayList<Entry>();
        try (var reading = new ObservedImporter().open(new OnDisk(path), new Terms(null, BEFORE, InstantSource.fixed(BEFORE)),
                Position.START)) {
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                entries.add(entry);
            }
            assertThat(reading.remarks()).isEmpty();
        }
        assertThat(entries).hasSameSizeAs(lines).allMatch(Entry.Taken.class::isInstance);
        var pictures = entries.stream().flatMap(entry -> ((Entry.Taken) entry).observation().attached().stream()).toList();
        assertThat(pictures).allMatch(picture -> picture.mediaType().equals("image/png"));
        assertThat(pictures.stream().map(picture -> ByteBuffer.wrap(((Observation.InMemory) picture.bytes()).bytes())).distinct())
                .as("different pictures")
                .hasSize(PICTURES);
    }

    @Test
    void picturesAreSmallAndSomeHaveNoAlternativeText() throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(SampleCity.packed()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().startsWith("media/")) {
                    assertThat(zip.readAllBytes()).as(entry.getName()).hasSizeLessThan(40_000);
                }
            }
        }
        var shown = lines.stream().flatMap(line -> line.path("media").valueStream()).filter(medium -> medium.has("sha256"))
                .toList();
        assertThat(shown).anyMatch(medium -> medium.has("alt")).anyMatch(medium -> !medium.has("alt"));
    }

    @Test
    void theTownIsTheSameEveryTime() throws IOException {
        assertThat(SampleCity.packed()).isEqualTo(SampleCity.packed());
        assertThat(digest(file)).isEqualTo(DIGEST);
    }

    @Test
    void nobodysRealNumberOrAddressIsInIt() {
        for (var line : lines) {
            var told = line.path("text").asString("");
            assertThat(PHONE.matcher(told).results().map(MatchResult::group)).as(told).allMatch(number -> number
                    .matches("(406|1-888|\\+1 \\d{3})[- ]555[- ]01\\d\\d"));
            assertThat(DOMAIN.matcher(told).results().map(MatchResult::group)).as(told)
                    .allMatch(name -> name.endsWith(".example"));
        }
    }

    @Test
    void noTwoPeopleSayTheSameAtLength() {
        var said = records().values().stream().map(CottonwoodBendTest::texts).filter(texts -> !texts.isEmpty())
                .map(List::getFirst)
                .filter(text -> text.length() > 50);
        assertThat(said).doesNotHaveDuplicates();
    }

    @Test
    void linesStandInTheOrderInWhichTheyWereSeen() {
        var seen = lines.stream().map(line -> Instant.parse(text(line, "observedAt"))).toList();
        assertThat(seen).isSorted().allMatch(BEFORE::isAfter);
    }

    @Test
    void idsLookLikeTheirPlatforms() {
        for (var line : lines) {
            var shape = IDS.get(text(line, "platform") + " " + text(line, "kind"));
            if (shape != null) {
                assertThat(text(line, "id")).as(line.toString()).matches(shape);
            }
        }
    }

    @Test
    void answersAnswerSomethingThatIsThereSaveTwo() {
        var known = new HashSet<String>();
        var lost = new ArrayList<String>();
        for (var line : lines) {
            known.add(text(line, "id"));
            if (line.has("parent") && !known.contains(text(line, "parent"))) {
                lost.add(text(line, "text"));
            }
        }
        assertThat(lost).as("answers to what nobody captured").containsExactly(
                "@Lorraine exactly what I told him last week, thank you", "agreed with the person above, delete if not ok");
    }

    @Test
    void theTownHasWhatItHas() {
        var records = records();
        assertThat(lines).hasSize(2450);
        assertThat(tally(seen -> text(seen.getFirst(), "kind")))
                .isEqualTo(Map.of("profile", 6L, "post", 419L, "comment", 1445L, "message", 67L));
        assertThat(tally(seen -> text(seen.getFirst(), "platform") + " " + text(seen.getFirst(), "account")))
                .isEqualTo(Map.of("facebook CottonwoodBendMT", 1000L, "facebook CottonwoodBendPolice", 292L,
                        "instagram cottonwoodbendparks", 193L, "mastodon library@cbend.example", 99L, "x CBendAlerts", 198L,
                        "youtube CottonwoodBendCouncil", 155L));
        assertThat(records.values().stream().filter(seen -> texts(seen).size() > 1)).as("edited").hasSize(92);
        assertThat(records.values().stream().filter(seen -> texts(seen).size() > 2)).as("edited twice").hasSize(7);
        assertThat(count("gone")).as("ever gone").isEqualTo(43);
        assertThat(count("hidden")).as("ever hidden").isEqualTo(11);
        assertThat(records.values().stream().filter(seen -> texts(seen).isEmpty())).as("known by its deletion only").hasSize(1);
        assertThat(records.values().stream().filter(CottonwoodBendTest::cameBack)).as("came back").hasSize(1);
        assertThat(lines.stream().filter(line -> line.path("lang").asString("").equals("es"))).as("Spanish")
                .hasSizeGreaterThan(15);
    }

    @Test
    void theClerksFirstSearchFindsSomethingAndTheWordTowMatters() {
        var edited = records().values().stream().map(CottonwoodBendTest::texts).filter(texts -> texts.size() > 1).toList();
        var plow = edited.stream().filter(texts -> texts.stream().anyMatch(text -> holds(text, "snow plow"))).count();
        var without = edited.stream()
                .filter(texts -> texts.stream().anyMatch(text -> holds(text, "snow plow") && !holds(text, "tow")))
                .count();
        assertThat(plow).isEqualTo(14);
        assertThat(without).isEqualTo(11);
    }

    private record OnDisk(Path path) implements Delivered {
        @Override
        public String name() {
            return String.valueOf(path.getFileName());
        }

        @Override
        public long size() {
            try {
                return Files.size(path);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            return Files.newByteChannel(path);
        }
    }

    private Map<List<String>, List<JsonNode>> records() {
        var records = new LinkedHashMap<List<String>, List<JsonNode>>();
        for (var line : lines) {
            records.computeIfAbsent(List.of(text(line, "platform"), text(line, "account"), text(line, "id")),
                    _ -> new ArrayList<>())
                    .add(line);
        }
        return records;
    }

    private Map<String, Long> tally(Function<List<JsonNode>, String> by) {
        return records().values().stream().collect(groupingBy(by, counting()));
    }

    private long count(String state) {
        return records().values().stream().filter(seen -> seen.stream().anyMatch(line -> text(line, "state").equals(state)))
                .count();
    }

    /** The wordings of one record, each different from the one before. */
    private static List<String> texts(List<JsonNode> seen) {
        var texts = new ArrayList<String>();
        for (var line : seen) {
            if (line.has("text") && (texts.isEmpty() || !texts.getLast().equals(text(line, "text")))) {
                texts.add(text(line, "text"));
            }
        }
        return texts;
    }

    private static boolean cameBack(List<JsonNode> seen) {
        var states = seen.stream().map(line -> text(line, "state")).toList();
        return states.contains("gone") && states.lastIndexOf("present") > states.indexOf("gone");
    }

    private static boolean holds(String text, String words) {
        return Pattern.compile("\\b" + words + "\\b", Pattern.CASE_INSENSITIVE).matcher(text).find();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(JsonNode line, String member) {
        return line.path(member).asString();
    }

    private static byte[] bytes() {
        try (InputStream in = CottonwoodBendTest.class.getResourceAsStream("/sample/cottonwood-bend.ndjson")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
