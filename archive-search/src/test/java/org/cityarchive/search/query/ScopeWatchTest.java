package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.cityarchive.core.capture.RecordId;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.search.watch.ScopeWatch.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Percolation and search give the same answers: all operators, all states of knowledge. */
class ScopeWatchTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final Words WORDS = new UnicodeWords();
    private static final Comparator<Match> ORDER = Comparator.comparing(Match::name).thenComparing(Match::record)
            .thenComparingLong(Match::position);

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void aKeptQueryIsAnsweredByTheRecordsThatASearchFinds(long seed, @TempDir Path folder) {
        var lives = new Lives(seed);
        var records = lives.records(25);
        var queries = new TreeMap<String, RecordQuery>();
        for (int i = 0; i < 60; i++) {
            queries.put("q" + i, RecordQuery.parse(lives.query(), DENVER));
        }
        var watch = new ScopeWatch(WORDS);
        try (var index = RecordIndex.open(folder, WORDS)) {
            index.write(records, Lives.LAST_POSITION);
            index.refresh();
            queries.forEach(watch::watch);
            var expected = expected(records, queries, new LuceneSearch(index, WORDS, DENVER));
            assertThat(expected).hasSizeGreaterThan(200);
            assertThat(watch.answers(records).stream().sorted(ORDER)).isEqualTo(expected);
        }
    }

    /** By searching at every position at which anything came to be known. */
    private static List<Match> expected(List<SearchableRecord> records, Map<String, RecordQuery> queries,
            LuceneSearch search) {
        var positions = new TreeMap<Long, TreeSet<RecordId>>();
        records.forEach(record -> record.known()
                .forEach(known -> positions.computeIfAbsent(known.from(), _ -> new TreeSet<>()).add(record.id())));
        var expected = new ArrayList<Match>();
        queries.forEach((name, query) -> positions.forEach((position, ids) -> search
                .search(new Search(query, Sort.NEWEST, 1_000, null, null, position, false)).hits().stream()
                .filter(hit -> ids.contains(hit.record()))
                .forEach(hit -> expected.add(new Match(name, hit.record(), position, hit.version())))));
        expected.sort(ORDER);
        return expected;
    }

    @Test
    void whatIsNewDoesNotHangOnHowFactsCameTogether() {
        var lives = new Lives(21);
        var records = lives.records(30);
        var watch = new ScopeWatch(WORDS);
        for (int i = 0; i < 40; i++) {
            watch.watch("q" + i, RecordQuery.parse(lives.query(), DENVER));
        }
        var atOnce = watch.fresh(records, 0).stream().sorted(ORDER).toList();
        assertThat(atOnce).isNotEmpty();
        for (int step : new int[]{3, 90}) {
            var stepped = new ArrayList<Match>();
            for (long position = 0; position < Lives.LAST_POSITION; position += step) {
                long after = position;
                var touched = Lives.knownAt(records, position + step).stream()
                        .filter(r -> r.known().getLast().from() > after).toList();
                stepped.addAll(watch.fresh(touched, position));
            }
            stepped.sort(ORDER);
            assertThat(stepped).as("steps of " + step).isEqualTo(atOnce);
        }
    }

    @Test
    void aQueryThatIsForgottenOrGivesWayAnswersNoMore() {
        var records = new Lives(3).records(40);
        var watch = new ScopeWatch(WORDS);
        watch.watch("a", RecordQuery.parse("", DENVER));
        assertThat(watch.answers(records)).isNotEmpty();
        watch.watch("a", RecordQuery.parse("nowhere", DENVER));
        assertThat(watch.answers(records)).isEmpty();
        watch.watch("a", RecordQuery.parse("", DENVER));
        watch.forget("a");
        assertThat(watch.answers(records)).isEmpty();
    }
}
