package org.cityarchive.core.hold;

import java.util.List;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.SearchableRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records a hold covers, now and later: what answers a query, single records, and whole threads.
 *
 * @param query in the search page's own language, read; null: none
 * @param records single ones
 * @param threads records whose replies, and theirs, are covered with them
 */
public record HoldScope(@Nullable RecordQuery query, Set<RecordId> records, Set<RecordId> threads) {
    public HoldScope {
        records = Set.copyOf(records);
        threads = Set.copyOf(threads);
        if (query == null && records.isEmpty() && threads.isEmpty()) {
            throw new IllegalArgumentException("a scope covers something: a query, records or threads");
        }
    }

    /**
     * Whether it covers the record, by the record alone: the index is never asked (DATA.md §6). A wording that answered once is enough, also
     * an older one and one of something gone.
     *
     * @param ancestors what the record answers, and what that answers, as far as is known
     */
    public boolean covers(SearchableRecord record, List<RecordId> ancestors, Matcher matcher) {
        return records.contains(record.id()) || threads.contains(record.id()) || ancestors.stream().anyMatch(threads::contains)
                || (query != null && matcher.matches(query, record, null, null));
    }
}
