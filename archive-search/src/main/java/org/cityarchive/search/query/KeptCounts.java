package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.search.index.RecordFields.Level;
import org.jspecify.annotations.Nullable;

/**
 * The counts of whole segments, counted once and kept for as long as the segment is there. A segment never gains a record; of what it
 * lost since it was counted, only that is counted and taken off.
 */
final class KeptCounts {
    private final Map<IndexReader.CacheKey, Segment> segments = new ConcurrentHashMap<>();

    /** Counts of all records of a segment that are of what is known now. */
    SegmentCounts of(LeafReaderContext leaf, ZoneId city) throws IOException {
        var cache = leaf.reader().getCoreCacheHelper();
        var segment = segments.get(cache.getKey());
        if (segment == null) {
            var fresh = new Segment();
            segment = segments.putIfAbsent(cache.getKey(), fresh);
            if (segment == null) {
                segment = fresh;
                cache.addClosedListener(segments::remove);
            }
        }
        return segment.counts(leaf, city);
    }

    private static final class Segment {
        private @Nullable Counted last;

        /** @param standing documents that stood when it was counted; null: all */
        private record Counted(SegmentCounts counts, @Nullable Bits standing, int deleted, ZoneId city) {}

        /** Waits for whoever counts the same segment. */
        synchronized SegmentCounts counts(LeafReaderContext leaf, ZoneId city) throws IOException {
            int deleted = leaf.reader().numDeletedDocs();
            var known = last;
            if (known != null && known.city().equals(city) && known.deleted() <= deleted) {
                if (known.deleted() == deleted) {
                    return known.counts();
                }
                var gone = counted(WholeSegment.goneSince(leaf, known.standing()), city);
                return keep(known.counts().less(gone), leaf, city);
            }
            var counts = counted(WholeSegment.standing(leaf), city);
            // a search that began before the segment lost records does not take the place of what is kept
            return known != null && known.city().equals(city) ? counts : keep(counts, leaf, city);
        }

        private SegmentCounts keep(SegmentCounts counts, LeafReaderContext leaf, ZoneId city) {
            last = new Counted(counts, leaf.reader().getLiveDocs(), leaf.reader().numDeletedDocs(), city);
            return counts;
        }

        private static SegmentCounts counted(AnsweringStretches found, ZoneId city) throws IOException {
            return SegmentCounts.of(found, Level.RECORD, Span.DAY, city);
        }
    }
}
