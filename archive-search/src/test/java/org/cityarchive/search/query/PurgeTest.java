package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Destroyed records leave the index: first no search finds them, then no file holds a byte of them. */
class PurgeTest {
    private final UnicodeWords words = new UnicodeWords();
    private final List<SearchableRecord> records = new Lives(12).records(100);
    // few: of many Lucene would get rid by itself
    private final List<RecordId> gone = records.stream().map(SearchableRecord::id).limit(3).toList();
    @TempDir
    Path folder;

    @Test
    void whatIsGoneIsNotFoundAndAfterThePurgeNotThere() {
        try (var index = RecordIndex.open(folder, words)) {
            index.write(records, 100);
            index.commit();
            index.refresh();
            assertThat(count(index)).isEqualTo(100);
            assertThat(index.purge(gone).left()).as("nobody has taken them out").hasSize(3);

            index.write(List.of(), gone, 140);
            index.commit();
            index.refresh();
            assertThat(count(index)).isEqualTo(97);
            assertThat(index.position()).isEqualTo(140);

            var purged = index.purge(gone);
            assertThat(purged.left()).isEmpty();
            assertThat(purged.deleted()).as("documents that lie there still, marked deleted").isZero();
            assertThat(count(index)).isEqualTo(97);
        }
    }

    @Test
    void noNameOfAnAuthorWhoseRecordsAreGoneIsRemembered() throws Exception {
        try (var index = RecordIndex.open(folder, words)) {
            var many = new Lives(12).records(10_000); // facets of fewer are not remembered
            index.write(many, Lives.LAST_POSITION);
            index.commit();
            index.refresh();
            var search = new LuceneSearch(index, words, ZoneId.of("UTC"));
            var everything = new Search(RecordQuery.parse("", ZoneId.of("UTC")), Sort.NEWEST, 1, null, null, null, true);
            var names = search.search(everything).facets().getOrDefault("authorName", List.of()).stream()
                    .map(FacetCount::value).filter(name -> !name.isEmpty()).toList();
            assertThat(names).isNotEmpty();
            assertThat(Reachable.texts(search)).containsAll(names);
            var all = many.stream().map(SearchableRecord::id).toList();
            index.write(List.of(), all, Lives.LAST_POSITION);
            index.commit();
            index.refresh();
            assertThat(index.purge(all).isClean()).isTrue();
            search.forget();
            assertThat(Reachable.texts(search)).doesNotContainAnyElementsOf(names);
        }
    }

    private long count(RecordIndex index) {
        var everything = RecordQuery.parse("", ZoneId.of("UTC"));
        return new LuceneSearch(index, words, ZoneId.of("UTC"))
                .search(new Search(everything, Sort.NEWEST, 1, null, null, null, false)).total();
    }
}
