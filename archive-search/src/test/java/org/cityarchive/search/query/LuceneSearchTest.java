package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Carried;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Bar;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.core.search.SearchableRecord.Stretch;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The index answers as the matcher does, record by record, for any moment and any knowledge. */
class LuceneSearchTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final Words WORDS = new Remembering(new UnicodeWords());
    private final Matcher matcher = new Matcher(WORDS);

    /** The matcher reads the same texts again and again here. */
    private record Remembering(Words words, Map<String, List<Token>> tokens) implements Words {
        Remembering(Words words) {
            this(words, new ConcurrentHashMap<>());
        }

        @Override
        public List<Token> tokens(String text) {
            return tokens.computeIfAbsent(text, words::tokens);
        }

        @Override
        public String folded(String value) {
            return words.folded(value);
        }
    }

    /** What brute force says of one record. */
    private record Expected(SearchableRecord record, Known known, Stretch standing, SortedSet<Integer> answering) {
        Hit hit() {
            return new Hit(record.id(), answering.last(), (int) answering.stream().filter(number -> number > 0).count());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyMomentAndKnowledgeIsAnsweredAsByReadingEveryRecord(long seed, @TempDir Path folder) {
        var lives = new Lives(seed);
        var records = lives.records(120);
        try (var index = RecordIndex.open(folder, WORDS)) {
            for (long position = 100; position <= Lives.LAST_POSITION; position += 100) {
                index.write(Lives.knownAt(records, position), position);
                index.refresh();
            }
            compare(records, new LuceneSearch(index, WORDS, DENVER), lives, 25);
        }
        try (var index = RecordIndex.open(folder, WORDS)) {
            assertThat(index.position()).isEqualTo(Lives.LAST_POSITION);
            compare(records, new LuceneSearch(index, WORDS, DENVER), lives, 5);
            try (var rebuild = index.rebuild()) {
                rebuild.write(records, Lives.LAST_POSITION);
                rebuild.finish();
            }
            compare(records, new LuceneSearch(index, WORDS, DENVER), lives, 5);
        }
    }

    private void compare(List<SearchableRecord> records, RecordSearch search, Lives lives, int queries) {
        for (int i = 0; i < queries; i++) {
            var query = RecordQuery.parse(lives.query(), DENVER);
            for (var asOf : moments(lives, records)) {
                for (var knownAt : new Long[]{null, lives.position(), lives.position()}) {
                    compare(records, search, query, asOf, knownAt);
                }
            }
        }
    }

    private static List<@Nullable Instant> moments(Lives lives, List<SearchableRecord> records) {
        var moments = new ArrayList<@Nullable Instant>();
        moments.add(null);
        moments.add(lives.moment(records));
        moments.add(lives.moment(records));
        return moments;
    }

    private void compare(List<SearchableRecord> records, RecordSearch search, RecordQuery query, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        var what = query.canonical() + " asOf " + asOf + " knownAt " + knownAt;
        var expected = expected(records, query, asOf, knownAt);
        var results = search.search(new Search(query, Sort.NEWEST, 1_000, null, asOf, knownAt, true));
        assertThat(results.hits()).as(what)
                .isEqualTo(hits(expected, Comparator.comparing((Expected e) -> e.known().at()).reversed()));
        assertThat(results.total()).as(what).isEqualTo(expected.size());
        var facets = facets(expected);
        var answering = expected.stream().map(Expected::record).toList();
        facets.put("has", carried(answering, query, asOf, knownAt));
        facets.put("lang", langs(answering, query, asOf, knownAt));
        assertThat(results.facets()).as(what).isEqualTo(facets);
        assertThat(pages(search, query, Sort.OLDEST, 7, asOf, knownAt)).as(what)
                .isEqualTo(hits(expected, Comparator.comparing(e -> e.known().at())));
        var relevant = search.search(new Search(query, Sort.RELEVANCE, 1_000, null, asOf, knownAt, false)).hits();
        assertThat(relevant).as(what).containsExactlyInAnyOrderElementsOf(results.hits());
        assertThat(pages(search, query, Sort.RELEVANCE, 11, asOf, knownAt)).as(what).isEqualTo(relevant);
        assertThat(search.timeline(query, Span.DAY, asOf, knownAt)).as(what).isEqualTo(days(expected));
    }

    private List<Expected> expected(List<SearchableRecord> records, RecordQuery query, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        var expected = new ArrayList<Expected>();
        for (var record : records) {
            var answering = matcher.answering(query, record, asOf, knownAt);
            if (!answering.isEmpty()) {
                var known = record.known().stream().filter(k -> holds(k, knownAt)).findFirst().orElseThrow();
                var standing = known.stretches().stream().filter(s -> asOf == null || holds(s, asOf)).reduce((_, last) -> last)
                        .orElseThrow();
                expected.add(new Expected(record, known, standing, answering));
            }
        }
        return expected;
    }

    private static boolean holds(Known known, @Nullable Long position) {
        return position == null ? known.until() == Known.NOW : known.from() <= position && position < known.until();
    }

    private static boolean holds(Stretch stretch, Instant asOf) {
        var to = stretch.to();
        return !stretch.from().isAfter(asOf) && (to == null || asOf.isBefore(to));
    }

    private static List<Hit> hits(List<Expected> expected, Comparator<Expected> order) {
        return expected.stream().sorted(order.thenComparing(e -> e.record().id())).map(Expected::hit).toList();
    }

    private static SortedMap<String, List<FacetCount>> facets(List<Expected> expected) {
        var facets = new TreeMap<String, List<FacetCount>>();
        facets.put("account", count(expected, e -> e.record().account().toString()));
        facets.put("platform", count(expected, e -> e.record().platform()));
        facets.put("kind", count(expected, e -> e.record().kind().name().toLowerCase(Locale.ROOT)));
        facets.put("author", count(expected, e -> e.standing().words().author().name().toLowerCase(Locale.ROOT)));
        facets.put("year", count(expected, e -> "%04d".formatted(e.known().at().atZone(DENVER).getYear())));
        facets.put("deleted", count(expected, e -> "" + (e.standing().state() == State.GONE)));
        facets.put("edited", count(expected, e -> "" + (e.standing().versions() > 1)));
        facets.put("hidden", count(expected, e -> "" + (e.standing().state() == State.HIDDEN)));
        return facets;
    }

    private List<FacetCount> carried(List<SearchableRecord> records, RecordQuery query, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        return counts(Stream.of(Carried.values()).map(what -> new FacetCount(what.name().toLowerCase(Locale.ROOT),
                expected(records, query.and(new RecordQuery.Has(what)), asOf, knownAt).size())));
    }

    private List<FacetCount> langs(List<SearchableRecord> records, RecordQuery query, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        var tags = records.stream().flatMap(r -> r.known().stream()).flatMap(k -> k.stretches().stream())
                .map(s -> s.words().lang()).filter(Objects::nonNull).map(lang -> lang.toLowerCase(Locale.ROOT)).distinct();
        return counts(tags.map(lang -> new FacetCount(lang,
                expected(records, query.and(new RecordQuery.InLang(lang)), asOf, knownAt).size())));
    }

    private static List<FacetCount> counts(Stream<FacetCount> counts) {
        return counts.filter(c -> c.count() > 0)
                .sorted(Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value)).toList();
    }

    private static List<FacetCount> count(List<Expected> expected, Function<Expected, String> value) {
        return expected.stream()
                .collect(Collectors.groupingBy(value, Collectors.counting()))
                .entrySet()
                .stream()
                .map(e -> new FacetCount(e.getKey(), e.getValue()))
                .sorted(Comparator.comparingLong(FacetCount::count).reversed().thenComparing(FacetCount::value))
                .toList();
    }

    private static List<Bar> days(List<Expected> expected) {
        var days = new TreeMap<LocalDate, Long>();
        expected.forEach(e -> days.merge(e.known().at().atZone(DENVER).toLocalDate(), 1L, Long::sum));
        return days.entrySet().stream().map(e -> new Bar(e.getKey(), e.getValue())).toList();
    }

    private static List<Hit> pages(RecordSearch search, RecordQuery query, Sort sort, int limit, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        var hits = new ArrayList<Hit>();
        String cursor = null;
        do {
            var page = search.search(new Search(query, sort, limit, cursor, asOf, knownAt, false));
            hits.addAll(page.hits());
            cursor = page.next();
        } while (cursor != null);
        return hits;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "flood", "~flood OR hall", "is:edited", "-town"})
    void aChainOfPagesShowsOneKnowledgeWhileRecordsArrive(String typed, @TempDir Path folder) {
        var records = new Lives(99).records(150);
        var query = RecordQuery.parse(typed, DENVER);
        for (var sort : Sort.values()) {
            try (var index = RecordIndex.openForRebuild(folder, WORDS)) {
                var search = new LuceneSearch(index, WORDS, DENVER);
                long position = 150;
                index.write(Lives.knownAt(records, position), position);
                index.refresh();
                var wanted = search.search(new Search(query, sort, 1_000, null, null, null, true));
                var hits = new ArrayList<Hit>();
                String cursor = null;
                do {
                    var page = search.search(new Search(query, sort, 12, cursor, null, null, true));
                    hits.addAll(page.hits());
                    assertThat(page.total()).isEqualTo(wanted.total());
                    assertThat(page.facets()).isEqualTo(wanted.facets());
                    assertThat(page.position()).isEqualTo(150);
                    cursor = page.next();
                    position = Math.min(Lives.LAST_POSITION, position + 20);
                    index.write(Lives.knownAt(records, position), position);
                    index.refresh();
                } while (cursor != null);
                assertThat(hits).isEqualTo(wanted.hits());
            }
        }
    }

    @Test
    void aForeignCursorIsRefused(@TempDir Path folder) {
        try (var index = RecordIndex.open(folder, WORDS)) {
            var search = new LuceneSearch(index, WORDS, DENVER);
            index.write(new Lives(1).records(50), Lives.LAST_POSITION);
            index.refresh();
            var everything = RecordQuery.parse("", DENVER);
            var next = search.search(new Search(everything, Sort.NEWEST, 5, null, null, null, false)).next();
            for (var cursor : new String[]{"", "x", "!!", "AAAA", next + "A", "A" + next}) {
                assertThatThrownBy(() -> search.search(new Search(everything, Sort.NEWEST, 5, cursor, null, null, false)))
                        .isInstanceOf(RecordSearch.UnknownCursor.class);
            }
            for (var other : new Search[]{new Search(everything, Sort.OLDEST, 5, next, null, null, false),
                    new Search(RecordQuery.parse("flood", DENVER), Sort.NEWEST, 5, next, null, null, false),
                    new Search(everything, Sort.NEWEST, 5, next, Instant.EPOCH, null, false),
                    new Search(everything, Sort.NEWEST, 5, next, null, 3L, false)}) {
                assertThatThrownBy(() -> search.search(other)).isInstanceOf(RecordSearch.UnknownCursor.class);
            }
            assertThat(search.search(new Search(everything, Sort.NEWEST, 9, next, null, null, false)).hits()).hasSize(9);
        }
    }

    @Test
    void recordsOfAnAuthorAreFoundWhateverTheKnowledge(@TempDir Path folder) {
        var records = new Lives(5).records(60);
        try (var index = RecordIndex.open(folder, WORDS)) {
            index.write(records, Lives.LAST_POSITION);
            index.refresh();
            var wanted = records.stream()
                    .filter(r -> r.known().stream().flatMap(k -> k.stretches().stream()).anyMatch(
                            s -> "id-2".equals(s.words().authorId()) || "Böb Doe".equals(s.words().authorName())))
                    .map(SearchableRecord::id)
                    .toList();
            assertThat(new LuceneSearch(index, WORDS, DENVER).recordsBy(List.of("ID-2", "bob doe")))
                    .containsExactlyInAnyOrderElementsOf(wanted);
        }
    }
}
