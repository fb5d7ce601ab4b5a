package org.cityarchive.search.query;

import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.index.IndexReader;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Bar;
import org.cityarchive.core.search.RecordSearch.Span;
import org.jspecify.annotations.Nullable;

/** The timelines asked for last. Each belongs to one moment of the index and is never older than what is searched. */
final class Timelines {
    private static final int MOST = 64;
    /** A timeline of more bars is not worth its memory. */
    private static final int MOST_BARS = 2_000;

    private final Map<Asked, List<Bar>> kept = new LinkedHashMap<>(MOST, 0.75f, true);

    /** @param reader the moment of the index */
    record Asked(IndexReader.CacheKey reader, RecordQuery query, Span span, Scope scope, ZoneId city) {}

    synchronized @Nullable List<Bar> get(Asked asked) {
        return kept.get(asked);
    }

    synchronized void keep(Asked asked, List<Bar> bars) {
        if (bars.size() <= MOST_BARS) {
            kept.put(asked, bars);
            if (kept.size() > MOST) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
    }
}
