package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.cityarchive.server.retention.JudgedTown.CITY;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Asked what the archive knew, a thread is what was known of it then: an answer whose parent came later stood in no thread yet. */
class ThreadsAsKnownTest {

    private static List<RecordId> thread(JudgedTown town, RecordId first, @Nullable Long knownAt) {
        return town.search
                .search(new Search(RecordQuery.parse("thread:" + first, CITY), Sort.OLDEST, 10, null, null, knownAt, false))
                .hits().stream().map(Hit::record).toList();
    }

    private static void searchable(JudgedTown town) {
        town.settleDown();
        await().atMost(Duration.ofMinutes(2)).until(() -> town.search.searchableUpTo() >= town.store.facts.head());
    }

    @Test
    void aThreadIsAskedAsItWasKnown() throws IOException {
        try (var town = new JudgedTown().marking()) {
            var first = town.say("first", null, "when is the hearing", "2024-03-01");
            var thanks = town.say("thanks", "answer", "thank you", "2024-03-03");
            searchable(town);
            long before = town.store.facts.head();
            var answer = town.say("answer", "first", "on Monday", "2024-03-02");
            searchable(town);
            assertThat(thread(town, first, null)).containsExactly(first, answer, thanks);
            assertThat(thread(town, first, before)).containsExactly(first);
            assertThat(thread(town, answer, before)).as("it was answered before it was captured").containsExactly(thanks);
        }
    }
}
