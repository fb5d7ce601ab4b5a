package org.cityarchive.search.query;

import java.io.IOException;

import org.apache.lucene.document.LongPoint;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.jspecify.annotations.Nullable;

/**
 * The times between which the records of one page were made. Lucene finds the first times of an order without a look at most of the
 * others; who shares a time is told apart by the page itself.
 *
 * @param after the place before the page; null on the first
 */
record NearestTimes(Sort sort, @Nullable Place after) {
    private static final String AT = Level.RECORD.of(RecordFields.AT);

    /** Records of a query among which the page lies. */
    Query within(Query query, int limit, IndexSearcher searcher) throws IOException {
        boolean oldest = sort == Sort.OLDEST;
        long first = after == null ? oldest ? Long.MIN_VALUE : Long.MAX_VALUE : after.at();
        // those that share the time of the place before may all stand before it
        var behind = after == null
                ? query
                : oldest
                        ? between(query, Math.addExact(first, 1), Long.MAX_VALUE)
                        : between(query, Long.MIN_VALUE, Math.subtractExact(first, 1));
        var order = new org.apache.lucene.search.Sort(new SortField(AT, SortField.Type.LONG, !oldest));
        var found = searcher.search(behind, new TopFieldCollectorManager(order, limit, null, 1)).scoreDocs;
        long last = found.length < limit
                ? oldest ? Long.MAX_VALUE : Long.MIN_VALUE
                : (Long) ((FieldDoc) found[found.length - 1]).fields[0];
        return between(query, Math.min(first, last), Math.max(first, last));
    }

    private static Query between(Query query, long from, long to) {
        return new BooleanQuery.Builder().add(query, Occur.FILTER).add(LongPoint.newRangeQuery(AT, from, to), Occur.FILTER)
                .build();
    }
}
