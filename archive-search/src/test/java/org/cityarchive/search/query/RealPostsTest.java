package org.cityarchive.search.query;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.NoSuchAlgorithmException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.fasterxml.jackson.databind.JsonNode;

/** Needs with known answers over 198,126 real posts (real-posts/queries.tsv), asked in the query language. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("198,126 real posts")
class RealPostsTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final int BATCH = 2_000;

    private final UnicodeWords words = new UnicodeWords();
    private final Map<RecordId, String> names = new HashMap<>();
    private RecordIndex index;
    private RecordSearch search;

    /** One line of the needs. */
    record Need(String id, String question, JsonNode criteria, long matches, long matchesFolded, String idsSha256) {
        @Override
        public String toString() {
            return id + " " + question;
        }
    }

    @BeforeAll
    void indexThem(@TempDir Path folder) throws IOException {
        RealPosts.folder();
        index = RecordIndex.open(folder, words);
        search = new LuceneSearch(index, words, DENVER);
        long began = System.nanoTime();
        var batch = new ArrayList<SearchableRecord>();
        try (var posts = RealPosts.posts()) {
            posts.forEach(post -> {
                var record = RealPosts.record(post, names.size() + 1);
                names.put(record.id(), RealPosts.name(post));
                batch.add(record);
                if (batch.size() == BATCH) {
                    index.write(batch, names.size());
                    batch.clear();
                }
            });
        }
        index.write(batch, names.size());
        index.commit();
        index.refresh();
        System.out.printf("198,126 posts read, indexed and committed in %.1f s, %d MB%n", (System.nanoTime() - began) / 1e9,
                size(folder) >> 20);
    }

    private static long size(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @AfterAll
    void close() {
        if (index != null) {
            index.close();
        }
    }

    static Stream<Need> needs() throws IOException {
        return Files.readAllLines(RealPosts.folder().resolve("queries.tsv")).stream().skip(1).map(line -> line.split("\t", -1))
                .map(
                        cells -> new Need(cells[0], cells[1], RealPosts.json(cells[2]), Long.parseLong(cells[3]),
                                Long.parseLong(cells[4]), cells[5]));
    }

    @ParameterizedTest
    @MethodSource("needs")
    void aNeedIsAnsweredExactly(Need need) {
        assertThat(total(typed(need.criteria(), ""))).as(typed(need.criteria(), "")).isEqualTo(need.matchesFolded());
        var found = all(typed(need.criteria(), "="));
        assertThat(found).hasSize((int) need.matches());
        assertThat(digest(found)).isEqualTo(need.idsSha256());
    }

    @Test
    void everythingIsCounted() {
        var results = search.search(new Search(RecordQuery.parse("", DENVER), Sort.NEWEST, 10, null, null, null, true));
        assertThat(results.total()).isEqualTo(198_126);
        results.facets().forEach((name, counts) -> {
            if (!name.equals("has") && !name.equals("lang")) { // of these a record has none, or several
                assertThat(counts.stream().mapToLong(c -> c.count()).sum()).as(name).isEqualTo(198_126);
            }
        });
        assertThat(results.facets().get("kind")).contains(new RecordSearch.FacetCount("comment", 5_851));
        assertThat(results.facets().get("account")).hasSize(417);
    }

    private long total(String typed) {
        return search.search(new Search(RecordQuery.parse(typed, DENVER), Sort.RELEVANCE, 1, null, null, null, false)).total();
    }

    private List<String> all(String typed) {
        var found = new ArrayList<String>();
        String cursor = null;
        do {
            var page = search
                    .search(new Search(RecordQuery.parse(typed, DENVER), Sort.RELEVANCE, 700, cursor, null, null, false));
            page.hits().forEach(hit -> found.add(names.get(hit.record())));
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    private static String digest(List<String> found) {
        try {
            var joined = String.join("\n", found.stream().sorted().toList());
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(joined.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The need in the query language; the sign says how words are meant. */
    private static String typed(JsonNode criteria, String sign) {
        var parts = new ArrayList<String>();
        criteria.properties().forEach(e -> parts.add(switch (e.getKey()) {
            case "all" -> list(e.getValue(), word -> sign + word, " ");
            case "any" -> "(" + list(e.getValue(), word -> sign + word, " OR ") + ")";
            case "none" -> list(e.getValue(), word -> "-" + sign + word, " ");
            case "phrase" -> sign + "\"" + e.getValue().asText() + "\"";
            case "hashtag" -> "#" + e.getValue().asText();
            case "mention" -> "@" + e.getValue().asText();
            case "url" -> e.getValue().asText();
            case "hasLink" -> (e.getValue().asBoolean() ? "" : "-") + "has:link";
            case "inReplyTo" -> "reply-to:" + e.getValue().asText();
            case "platform" -> "platform:" + RealPosts.platform(e.getValue().asText());
            case "from" -> "after:" + e.getValue().asText();
            case "to" -> "before:" + e.getValue().asText();
            default -> e.getKey() + ":" + e.getValue().asText();
        }));
        return String.join(" ", parts);
    }

    private static String list(JsonNode values, Function<String, String> spelled, String between) {
        return String.join(between,
                StreamSupport.stream(values.spliterator(), false).map(JsonNode::asText).map(spelled).toList());
    }
}
