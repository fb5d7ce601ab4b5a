package org.cityarchive.search.query;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.lucene.index.IndexReader;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Span;
import org.jspecify.annotations.Nullable;

/**
 * What was counted last. Each belongs to one moment of the index and is never older than what is searched.
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
        return kept.get(asked);
    }

    synchronized void keep(Asked asked, T counts) {
        kept.put(asked, counts);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
