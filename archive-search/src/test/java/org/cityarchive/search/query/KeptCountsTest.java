package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of whole segments counts as a look at every record does, while records are replaced and taken out. */
class KeptCountsTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final Words WORDS = new Remembered(new UnicodeWords());
    /** They hold for whole segments, for none, or for a part; and some of each. */
    private static final List<String> ASKED = List.of("", "after:1901-01-01", "before:1901-01-01", "-platform:mastodon",
            "platform:x OR platform:bluesky", "-kind:message after:1901-01-01", "on:2022", "kind:post", "-(after:1901-01-01)",
            "account:parks OR captured-after:1999-01-01");

    @Test
    void countsStayThoseOfEveryRecordWhileSegmentsLoseSome(@TempDir Path folder) {
        var records = new Lives(11).records(400);
        try (var index = RecordIndex.open(folder, WORDS)) {
            var search = new LuceneSearch(index, WORDS, DENVER);
            var gone = new HashSet<RecordId>();
            for (long position = 50; position <= Lives.LAST_POSITION; position += 50) {
                // only what changed is written, so that segments that were counted lose records
                long now = position;
                var changed = Lives.knownAt(records, position).stream().filter(record -> record.known().stream()
                        .anyMatch(known -> known.from() > now - 50 || (known.until() > now - 50 && known.until() <= now)))
                        .toList();
                var destroyed = changed.stream().filter(record -> record.id().value().hashCode() % 7 == 0)
                        .map(SearchableRecord::id)
                        .toList();
                gone.addAll(destroyed);
                index.write(changed, List.of(), position);
                index.write(List.of(), gone, position);
                index.refresh();
                var known = Lives.knownAt(records, position).stream().filter(record -> !gone.contains(record.id())).toList();
                ASKED.forEach(typed -> compare(known, search, typed));
            }
            index.purge(gone);
            var left = records.stream().filter(record -> !gone.contains(record.id())).toList();
            ASKED.forEach(typed -> compare(left, search, typed));
        }
    }

    private static void compare(List<SearchableRecord> records, RecordSearch search, String typed) {
        var query = RecordQuery.parse(typed, DENVER);
        var read = new EveryRecord(records, query, null, null, DENVER, WORDS);
        var results = search.search(new Search(query, Sort.NEWEST, 20, null, null, null, true));
        assertThat(results.facets()).as(typed).isEqualTo(read.facets());
        assertThat(results.total()).as(typed).isEqualTo(read.total());
        assertThat(results.hits()).as(typed).isEqualTo(read.hits(Sort.NEWEST).stream().limit(20).toList());
        assertThat(search.timeline(query, Span.DAY, null, null)).as(typed).isEqualTo(read.days());
    }

    @Test
    void aPageOfManyIsThatOfEveryRecordWhateverTimesTheyShare(@TempDir Path folder) {
        var records = new Lives(12).records(1_400); // at 80 hours
        try (var index = RecordIndex.open(folder, WORDS)) {
            index.write(records.subList(0, 700), 1);
            index.refresh();
            index.write(records, Lives.LAST_POSITION);
            index.refresh();
            var search = new LuceneSearch(index, WORDS, DENVER);
            for (var typed : List.of("", "-kind:message")) {
                var query = RecordQuery.parse(typed, DENVER);
                var read = new EveryRecord(records, query, null, null, DENVER, WORDS);
                assertThat(read.total()).isGreaterThan(1_000);
                for (var sort : List.of(Sort.NEWEST, Sort.OLDEST)) {
                    assertThat(pages(search, query, sort)).as(typed).isEqualTo(read.hits(sort));
                }
            }
        }
    }

    private static List<Hit> pages(RecordSearch search, RecordQuery query, Sort sort) {
        var hits = new ArrayList<Hit>();
        String cursor = null;
        do {
            var page = search.search(new Search(query, sort, 9, cursor, null, null, true));
            hits.addAll(page.hits());
            cursor = page.next();
        } while (cursor != null);
        return hits;
    }
}
