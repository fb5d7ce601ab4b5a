package org.cityarchive.server.sample;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.observed.ObservedImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CottonwoodBendTest {
    private static final int MOST_BYTES = 900_000;
    private static final Instant BEFORE = Instant.parse("2026-11-20T00:00:00Z");
    private static final Set<String> MEMBERS = Set.of("platform", "account", "id", "kind", "parent", "author", "text",
            "createdAt",
            "observedAt", "state", "confirmedBy", "url", "lang", "media", "counters", "raw");

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
    void theImporterTakesEveryLine(@TempDir Path folder) throws IOException {
        var path = Files.write(folder.resolve("cottonwood-bend.ndjson"), file);
        var entries = new ArrayList<Entry>();
        try (var reading = new ObservedImporter().open(new OnDisk(path), new Terms(null, BEFORE, InstantSource.fixed(BEFORE)),
                Position.START)) {
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                entries.add(entry);
            }
        }
        assertThat(entries).hasSameSizeAs(lines).allMatch(Entry.Taken.class::isInstance);
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
    void everyAnswerAnswersSomethingThatIsThere() {
        var known = new HashSet<String>();
        for (var line : lines) {
            known.add(text(line, "id"));
            if (line.has("parent")) {
                assertThat(known).as(line.toString()).contains(text(line, "parent"));
            }
        }
    }

    @Test
    void theTownHasWhatItHas() {
        var records = records();
        assertThat(lines).hasSize(576);
        assertThat(tally(seen -> text(seen.getFirst(), "kind")))
                .isEqualTo(Map.of("profile", 3L, "post", 126L, "comment", 328L, "message", 13L));
        assertThat(tally(seen -> text(seen.getFirst(), "platform") + " " + text(seen.getFirst(), "account")))
                .isEqualTo(Map.of("facebook CottonwoodBendMT", 200L, "facebook CottonwoodBendPolice", 63L,
                        "instagram cottonwoodbendparks", 53L, "mastodon library@cbend.example", 32L, "x CBendAlerts", 64L,
                        "youtube CottonwoodBendCouncil", 58L));
        assertThat(records.values().stream().filter(seen -> texts(seen).size() > 1)).as("edited").hasSize(30);
        assertThat(records.values().stream().filter(seen -> texts(seen).size() > 2)).as("edited twice").hasSize(4);
        assertThat(count("gone")).as("ever gone").isEqualTo(22);
        assertThat(count("hidden")).as("ever hidden").isEqualTo(5);
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
