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
 * @param wholeThreads whether all that stands in one thread with an answer to the query is covered with it, whichever of them came first
 */
public record HoldScope(@Nullable RecordQuery query, Set<RecordId> records, Set<RecordId> threads, boolean wholeThreads) {
    public HoldScope {
        records = Set.copyOf(records);
        threads = Set.copyOf(threads);
        if (query == null && records.isEmpty() && threads.isEmpty()) {
            throw new IllegalArgumentException("a scope covers something: a query, records or threads");
        }
    }

    /** One that reaches no further in a thread than it says by name. */
    public HoldScope(@Nullable RecordQuery query, Set<RecordId> records, Set<RecordId> threads) {
        this(query, records, threads, false);
    }

    /** Whether the record answers the query, and so has its whole thread covered with it where the scope asks for that. */
    public boolean bringsItsThread(SearchableRecord record, Matcher matcher) {
        return wholeThreads && isAnswered(record, matcher);
    }

    /**
     * Whether it covers the record, by the record alone: the index is never asked (DATA.md §6). A wording that answered once is enough, also
     * an older one and one of something gone. What others in its thread bring with them comes besides.
     *
     * @param ancestors what the record answers, and what that answers, as far as is known
     */
    public boolean covers(SearchableRecord record, List<RecordId> ancestors, Matcher matcher) {
        return records.contains(record.id()) || threads.contains(record.id()) || ancestors.stream().anyMatch(threads::contains)
                || isAnswered(record, matcher);
    }

    private boolean isAnswered(SearchableRecord record, Matcher matcher) {
        return query != null && matcher.matches(query, record, null, null);
    }
}
