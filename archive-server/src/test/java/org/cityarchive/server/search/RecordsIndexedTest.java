package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Lives;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordHistory.Stretch;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.search.QueryParser;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.server.capture.CaptureStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From observations to answers: what search says, as of any instant and as known at any position, is what the facts say. */
class RecordsIndexedTest {
    private static final ZoneId CITY = ZoneId.of("America/Denver");
    private static final int LIVES = 60;

    private static CaptureStore store;
    private static RecordIndex index;
    private static LuceneSearch search;
    private static RecordsIndexed indexed;
    private static final List<RecordId> RECORDS = new ArrayList<>();

    @BeforeAll
    static void capture() throws IOException {
        store = new CaptureStore();
        Path folder = Files.createTempDirectory("archive-index-");
        index = RecordIndex.open(folder.resolve("index"), new UnicodeWords());
        search = new LuceneSearch(index, new UnicodeWords(), CITY);
        indexed = new RecordsIndexed(index, search, store.records, store.facts, store.accounts);
        store.projections.add(indexed).start();
        var random = new Random(11);
        var waiting = new ArrayList<List<Observation>>();
        for (int seed = 0; seed < LIVES; seed++) {
            String id = "life-" + seed;
            RECORDS.add(store.record(id));
            var life = new ArrayList<>(Lives.of(new Random(seed)).stream().map(o -> named(o, id)).toList());
            Collections.shuffle(life, random);
            waiting.add(life);
        }
        while (!waiting.isEmpty()) { // a few sightings of many records at a time, so that knowledge grows in steps
            var batch = new ArrayList<Observation>();
            for (var life : waiting) {
                batch.add(life.removeLast());
            }
            store.offer(batch);
            waiting.removeIf(List::isEmpty);
        }
        assertThat(store.projections.awaitPosition(RecordsIndexed.NAME, store.facts.head(), Duration.ofSeconds(60)))
                .as("%s", store.projections.standings()).isTrue();
    }

    @AfterAll
    static void close() {
        store.close();
        index.close();
    }

    @Test
    void aLargeBatchThatNothingFollowsIsFoundAtOnce() throws IOException {
        try (var own = RecordIndex.open(Files.createTempDirectory("archive-index-").resolve("index"), new UnicodeWords())) {
            var reader = new RecordsIndexed(own, new LuceneSearch(own, new UnicodeWords(), CITY), store.records, store.facts,
                    store.accounts);
            var all = store.facts.after(0, reader.reads(), Integer.MAX_VALUE).facts();
            reader.apply(all.subList(0, 1));
            var large = new ArrayList<>(all);
            while (large.size() < 1_000) {
                large.addAll(all); // taking a fact again changes nothing
            }
            reader.apply(large, store.facts.head());
            assertThat(own.searchableUpTo()).as("no later fact would make it found").isEqualTo(store.facts.head());
        }
    }

    /** What is built beside it may have read a record before its end: only when that has taken its place can all its files be told. */
    @Test
    void whileAnotherIsBuiltBesideItNothingIsPurged() throws Exception {
        try (var own = RecordIndex.open(Files.createTempDirectory("archive-index-").resolve("index"), new UnicodeWords())) {
            var reader = new RecordsIndexed(own, new LuceneSearch(own, new UnicodeWords(), CITY), store.records, store.facts,
                    store.accounts);
            Thread building;
            synchronized (reader) { // its last step waits for this
                building = Thread.startVirtualThread(reader::rebuild);
                while (reader.rebuilding() == null) {
                    Thread.onSpinWait();
                }
                assertThat(reader.purge(List.of()).isClean()).isFalse();
            }
            building.join();
            assertThat(reader.purge(List.of()).isClean()).isTrue();
        }
    }

    private static Observation named(Observation o, String id) {
        return new Observation(new NativeKey(o.key().platform(), o.key().account(), id), o.kind(), o.seen(), o.createdAt(),
                o.versionTime(),
                o.observedAt(), o.source(), o.raw(), o.attached());
    }

    private static Set<RecordId> found(String query, @Nullable Instant asOf, @Nullable Long knownAt) {
        var found = new TreeSet<RecordId>();
        String cursor = null;
        long total = -1;
        do {
            RecordSearch.Results page = search.search(
                    new Search(QueryParser.parse(query, CITY).query(), Sort.NEWEST, 7, cursor, asOf, knownAt, true));
            page.hits().forEach(hit -> assertThat(found.add(hit.record())).as("no record stands on two pages").isTrue());
            total = page.total();
            cursor = page.next();
            for (var facet : List.of("platform", "kind")) {
                assertThat(page.facets().getOrDefault(facet, List.of()).stream().mapToLong(RecordSearch.FacetCount::count).sum())
                        .isEqualTo(total);
            }
        } while (cursor != null);
        assertThat(total).isEqualTo(found.size());
        return found;
    }

    /** Reads the facts of each record up to a position and asks the stretch that held the instant, or the last. */
    private static Set<RecordId> told(Predicate<Stretch> stretch, @Nullable Instant asOf, long knownAt, boolean last) {
        var told = new TreeSet<RecordId>();
        store.records.open(RECORDS, knownAt).forEach((record, opened) -> {
            var history = RecordHistory.of(CaptureEvent.among(opened.facts()), opened.contents());
            var asked = history.stretches().stream().filter(s -> asOf == null || s.holds(asOf)).toList();
            if (last && !asked.isEmpty()) {
                asked = List.of(asked.getLast());
            }
            if (asked.stream().anyMatch(stretch)) {
                told.add(record);
            }
        });
        return told;
    }

    private static boolean says(Stretch stretch, String text) {
        var wording = stretch.wording();
        return wording != null && text.equals(wording.content().text());
    }

    private static void agree(@Nullable Instant asOf, @Nullable Long knownAt) {
        long position = knownAt == null ? Long.MAX_VALUE : knownAt;
        var where = "as of " + asOf + ", known at " + knownAt;
        for (var letter : List.of("A", "B", "C")) {
            assertThat(found("\"text " + letter + "\"", asOf, knownAt)).as(letter + " " + where)
                    .isEqualTo(told(s -> says(s, "text " + letter), asOf, position, false));
        }
        assertThat(found("is:deleted", asOf, knownAt)).as("deleted " + where)
                .isEqualTo(told(s -> s.state() == State.GONE, asOf, position, true));
        assertThat(found("was:hidden", asOf, knownAt)).as("was hidden " + where)
                .isEqualTo(told(Stretch::hidden, asOf, position, true));
        assertThat(found("is:edited", asOf, knownAt)).as("edited " + where)
                .isEqualTo(told(s -> s.wordings() > 1, asOf, position, true));
        assertThat(found("kind:post", asOf, knownAt)).as("all " + where).isEqualTo(told(_ -> true, asOf, position, true));
    }

    @Test
    void everyAsOfAndKnownAtAnswersWhatTheFactsSay() {
        long head = store.facts.head();
        var positions = new ArrayList<@Nullable Long>();
        positions.add(null);
        for (long p = 1; p <= head; p += Math.max(1, head / 4)) {
            positions.add(p);
        }
        for (var knownAt : positions) {
            agree(null, knownAt);
            for (int second = 0; second < 50; second += 12) {
                agree(Lives.START.plusSeconds(second), knownAt);
            }
        }
    }

    @Test
    void aRebuiltIndexAnswersTheSame() {
        var before = found("text", null, null);
        indexed.rebuild();
        assertThat(index.position()).isEqualTo(store.facts.head());
        assertThat(found("text", null, null)).isEqualTo(before);
        agree(Lives.START.plusSeconds(20), store.facts.head() / 2);
    }
}
