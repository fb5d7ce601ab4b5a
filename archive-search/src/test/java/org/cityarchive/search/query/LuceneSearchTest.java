package org.cityarchive.search.query;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
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
    private static final Words WORDS = new Remembered(new UnicodeWords());

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

    private static void compare(List<SearchableRecord> records, RecordSearch search, Lives lives, int queries) {
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

    private static void compare(List<SearchableRecord> records, RecordSearch search, RecordQuery query, @Nullable Instant asOf,
            @Nullable Long knownAt) {
        var what = query.canonical() + " asOf " + asOf + " knownAt " + knownAt;
        var read = new EveryRecord(records, query, asOf, knownAt, DENVER, WORDS);
        var results = search.search(new Search(query, Sort.NEWEST, 1_000, null, asOf, knownAt, true));
        assertThat(results.hits()).as(what).isEqualTo(read.hits(Sort.NEWEST));
        assertThat(results.total()).as(what).isEqualTo(read.total());
        assertThat(results.facets()).as(what).isEqualTo(read.facets());
        assertThat(pages(search, query, Sort.OLDEST, 7, asOf, knownAt)).as(what)
                .isEqualTo(read.hits(Sort.OLDEST));
        var relevant = search.search(new Search(query, Sort.RELEVANCE, 1_000, null, asOf, knownAt, false)).hits();
        assertThat(relevant).as(what).containsExactlyInAnyOrderElementsOf(results.hits());
        assertThat(pages(search, query, Sort.RELEVANCE, 11, asOf, knownAt)).as(what).isEqualTo(relevant);
        assertThat(search.timeline(query, Span.DAY, asOf, knownAt)).as(what).isEqualTo(read.days());
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
    void aChainOfPagesShowsWhatWasHeldWhenItBegan(@TempDir Path folder) {
        var held = new TreeSet<RecordId>();
        try (var index = RecordIndex.open(folder, WORDS)) {
            var records = new Lives(7).records(60);
            var search = ofHeld(index, records, held);
            var query = RecordQuery.parse("is:held", DENVER);
            var wanted = search.search(new Search(query, Sort.NEWEST, 1_000, null, null, null, true));
            var first = search.search(new Search(query, Sort.NEWEST, 5, null, null, null, true));
            var hits = new ArrayList<>(first.hits());
            for (var next = first.next(); next != null;) {
                held.add(records.get(records.size() - hits.size() % 15 - 1).id());
                held.remove(held.first());
                var page = search.search(new Search(query, Sort.NEWEST, 5, next, null, null, true));
                assertThat(page.total()).isEqualTo(wanted.total());
                assertThat(page.facets()).isEqualTo(wanted.facets());
                hits.addAll(page.hits());
                next = page.next();
            }
            assertThat(hits).isEqualTo(wanted.hits());
            var elsewhere = new LuceneSearch(index, WORDS, () -> DENVER, _ -> Set.copyOf(held));
            assertThatThrownBy(() -> elsewhere.search(new Search(query, Sort.NEWEST, 5, first.next(), null, null, true)))
                    .as("a server that does not remember says so").isInstanceOf(RecordSearch.UnknownCursor.class)
                    .hasMessageContaining("has changed since its first page");
        }
    }

    /** Forty of these are held, and whatever is held later. */
    private static LuceneSearch ofHeld(RecordIndex index, List<SearchableRecord> records, Set<RecordId> held) {
        index.write(records, Lives.LAST_POSITION);
        index.refresh();
        records.stream().limit(40).forEach(one -> held.add(one.id()));
        return new LuceneSearch(index, WORDS, () -> DENVER, _ -> Set.copyOf(held));
    }

    @Test
    void aChainOfPagesShowsItsOwnSearchWhateverElseIsAskedOfTheSameHolds(@TempDir Path folder) {
        var held = new TreeSet<RecordId>();
        try (var index = RecordIndex.open(folder, WORDS)) {
            var search = ofHeld(index, new Lives(7).records(60), held);
            var query = RecordQuery.parse("is:held", DENVER);
            var wanted = search.search(new Search(query, Sort.NEWEST, 10, null, null, null, true));
            var first = search.search(new Search(query, Sort.NEWEST, 5, null, null, null, true));
            search.search(new Search(RecordQuery.parse("-is:held", DENVER), Sort.NEWEST, 5, null, null, null, true));
            held.remove(held.first());
            var second = search.search(new Search(query, Sort.NEWEST, 5, first.next(), null, null, true));
            assertThat(second.hits()).isEqualTo(wanted.hits().subList(5, 10));
            assertThat(second.total()).isEqualTo(wanted.total());
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

    @Test
    void aNameThatStandsOnMessagesAloneIsNotTold(@TempDir Path folder) {
        var words = new SearchableRecord.Words("hi", "7", "Zoe Doe", AuthorKind.PUBLIC, null, null, List.of());
        try (var index = RecordIndex.open(folder, WORDS)) {
            var search = new LuceneSearch(index, WORDS, DENVER);
            index.write(List.of(by(words, Kind.MESSAGE, 1), by(words, Kind.MESSAGE, 2)), 2);
            index.refresh();
            assertThat(authors(search)).containsExactly(new FacetCount("", 2));
            index.write(List.of(by(words, Kind.COMMENT, 3)), 3);
            index.refresh();
            assertThat(authors(search)).as("counted as author:\"Zoe Doe\" counts").containsExactly(new FacetCount("Zoe Doe", 3));
        }
    }

    @Test
    void authorsPastTheFirstTwentyAreAllOthers(@TempDir Path folder) {
        try (var index = RecordIndex.open(folder, WORDS)) {
            index.write(IntStream.range(0, 90).mapToObj(n -> by(new SearchableRecord.Words("hi", null, "Person " + n % 30,
                    AuthorKind.PUBLIC, null, null, List.of()), Kind.POST, n)).toList(), 90);
            index.refresh();
            var authors = authors(new LuceneSearch(index, WORDS, DENVER));
            assertThat(authors).hasSize(21).last().isEqualTo(new FacetCount("", 30));
            assertThat(authors.stream().mapToLong(FacetCount::count).sum()).isEqualTo(90);
        }
    }

    @Test
    void facetsThatAreRememberedAreNeverOlderThanWhatIsFound(@TempDir Path folder) {
        var words = new SearchableRecord.Words("hi", null, "Zoe Doe", AuthorKind.PUBLIC, null, null, List.of());
        try (var index = RecordIndex.open(folder, WORDS)) {
            var search = new LuceneSearch(index, WORDS, DENVER);
            index.write(IntStream.range(0, 10_000).mapToObj(n -> by(words, Kind.POST, n)).toList(), 1);
            index.refresh();
            assertThat(authors(search)).containsExactly(new FacetCount("Zoe Doe", 10_000)).isSameAs(authors(search));
            index.write(List.of(by(words, Kind.COMMENT, 10_000)), 2);
            index.refresh();
            assertThat(authors(search)).containsExactly(new FacetCount("Zoe Doe", 10_001));
        }
    }

    private static List<FacetCount> authors(RecordSearch search) {
        return requireNonNull(search.search(new Search(RecordQuery.parse("", DENVER), Sort.NEWEST, 1, null, null, null, true))
                .facets().get("authorName"));
    }

    private static SearchableRecord by(SearchableRecord.Words words, Kind kind, int number) {
        var stretch = new Stretch(Instant.EPOCH, null, 1, State.PRESENT, 1, false, false, words);
        return new SearchableRecord(new RecordId(new UUID(1, number)), new AccountId(new UUID(0, 1)), "Parks", "x", kind,
                "n" + number, null, Instant.EPOCH, List.of(new Known(1, Known.NOW, Instant.EPOCH, true, List.of(stretch))));
    }
}
