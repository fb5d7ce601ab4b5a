package org.cityarchive.search.query;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.lucene.index.IndexReader;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Span;
import org.jspecify.annotations.Nullable;

/**
 * What was counted last. Each belongs to one moment of the index and is never older than what is searched. Queries that were looked up
 * (holds, series, threads) hold all ids of their records and are not kept.
 *
 * @param <T> the counts
 */
final class Lately<T> {
    private static final int MOST = 64;

    private final Map<Asked, T> kept = new LinkedHashMap<>(MOST, 0.75f, true);

    /**
     * @param reader the moment of the index
     * @param span of a timeline; null where facets were asked for
     */
    record Asked(IndexReader.CacheKey reader, RecordQuery query, @Nullable Span span, Scope scope, ZoneId city) {}

    synchronized @Nullable T get(Asked asked) {
        return asked.query().ofTheRecordAlone() ? kept.get(asked) : null;
    }

    synchronized void forget() {
        kept.clear();
    }

    synchronized void keep(Asked asked, T counts) {
        if (!asked.query().ofTheRecordAlone()) {
            return;
        }
        kept.put(asked, counts);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
