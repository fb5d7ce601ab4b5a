package org.cityarchive.search.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of what is held, when that is more than a quarter of a million and more comes with each page: an export of it ends. */
class VeryManyHeldTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");
    private static final UnicodeWords WORDS = new UnicodeWords();

    @Test
    void aChainOfVeryManyHeldEndsWhateverIsHeldMeanwhile(@TempDir Path folder) {
        var held = new TreeSet<RecordId>();
        var asked = new AtomicInteger();
        try (var index = RecordIndex.open(folder, WORDS)) {
            var records = new Lives(7).records(60);
            index.write(records, Lives.LAST_POSITION);
            index.refresh();
            records.stream().limit(40).forEach(one -> held.add(one.id()));
            for (int i = 0; i < 250_000; i++) {
                held.add(new RecordId(new UUID(i * 0x9E3779B97F4A7C15L, i)));
            }
            var search = new LuceneSearch(index, WORDS, () -> DENVER, _ -> {
                held.add(new RecordId(new UUID(asked.incrementAndGet(), -1)));
                return Set.copyOf(held);
            });
            var query = RecordQuery.parse("is:held", DENVER);
            int hits = 0;
            String cursor = null;
            do {
                var page = search.search(new Search(query, Sort.NEWEST, 15, cursor, null, null, false));
                hits += page.hits().size();
                cursor = page.next();
            } while (cursor != null);
            assertThat(hits).isEqualTo(40);
            assertThat(asked).as("who is held is asked once").hasValue(1);
        }
    }
}
