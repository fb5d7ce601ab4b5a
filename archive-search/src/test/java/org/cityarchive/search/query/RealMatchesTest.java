package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RememberedWords;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.watch.ScopeWatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 200 queries over real posts: the matcher that decides over holds and rules, the index that pages ask, and the watch that meets what comes
 * in name the same records. {@code -Dmatch.posts=198126} asks all of them.
 */
class RealMatchesTest {
    private static final int QUERIES = 200;
    private static final int AT_ONCE = 1_000;
    private static final int POSTS = Integer.getInteger("match.posts", 4_000);
    private static final int THERE_ARE = 198_126;
    private static final long SEED = Long.getLong("match.seed", 20_261_121);

    @Test
    void matcherIndexAndWatchNameTheSameRecords(@TempDir Path folder) {
        var records = records();
        var queries = new LinkedHashMap<String, RecordQuery>();
        new RealQuestions(records, SEED).some(QUERIES).forEach(typed -> queries.put(typed, RealQuestions.read(typed)));
        var words = new UnicodeWords();
        var matched = matched(records, queries, words);
        var watched = watched(records, queries, words);
        try (var index = RecordIndex.open(folder, words)) {
            for (int from = 0; from < records.size(); from += AT_ONCE) {
                int to = Math.min(records.size(), from + AT_ONCE);
                index.write(records.subList(from, to), to);
            }
            index.refresh();
            var search = new LuceneSearch(index, words, ZoneId.of("America/Denver"));
            queries.forEach((typed, query) -> {
                var found = new TreeSet<RecordId>();
                search.each(query, records.size(), found::add);
                assertThat(found).as("index: %s", typed).isEqualTo(matched.getOrDefault(typed, Set.of()));
                assertThat(watched.getOrDefault(typed, Set.of())).as("watch: %s", typed).isEqualTo(found);
            });
        }
        System.out.printf("%d queries over %d real posts from seed %d: %d find something, %d answers in all%n", queries.size(),
                records.size(), SEED, matched.size(), matched.values().stream().mapToLong(Set::size).sum());
        assertThat(matched).as("queries that find nothing prove little").hasSizeGreaterThan(QUERIES * 3 / 5);
    }

    /** Spread over all of them: each so manyth. */
    private static List<SearchableRecord> records() {
        var posts = new ArrayList<SearchableRecord>();
        int each = Math.max(1, THERE_ARE / POSTS);
        var line = new int[1];
        try (var all = RealPosts.posts()) {
            all.filter(_ -> line[0]++ % each == 0).limit(POSTS)
                    .forEach(post -> posts.add(RealPosts.record(post, posts.size() + 1)));
        }
        return RealLives.of(posts);
    }

    private static Map<String, Set<RecordId>> matched(List<SearchableRecord> records, Map<String, RecordQuery> queries,
            UnicodeWords words) {
        var matched = new LinkedHashMap<String, Set<RecordId>>();
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            var matcher = new Matcher(new RememberedWords(words));
            records.subList(from, Math.min(records.size(), from + AT_ONCE)).forEach(record -> queries.forEach((typed, query) -> {
                if (matcher.matches(query, record, null, null)) {
                    matched.computeIfAbsent(typed, _ -> new TreeSet<>()).add(record.id());
                }
            }));
        }
        return matched;
    }

    private static Map<String, Set<RecordId>> watched(List<SearchableRecord> records, Map<String, RecordQuery> queries,
            UnicodeWords words) {
        var watch = new ScopeWatch(words);
        queries.forEach(watch::watch);
        var watched = new LinkedHashMap<String, Set<RecordId>>();
        for (int from = 0; from < records.size(); from += AT_ONCE) {
            watch.answers(records.subList(from, Math.min(records.size(), from + AT_ONCE)))
                    .forEach(match -> watched.computeIfAbsent(match.name(), _ -> new TreeSet<>()).add(match.record()));
        }
        return watched;
    }
}
