package org.cityarchive.search.query;

import java.io.IOException;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * What answers of one segment, counted.
 *
 * @param found the stretches that were counted; null: all of the segment that are of now, counted before
 */
record CountedSegment(LeafReaderContext leaf, SegmentCounts counts, @Nullable AnsweringStretches found) {

    LeafReader reader() {
        return leaf.reader();
    }

    /** What was counted, looked up where it was kept as counts alone. */
    AnsweringStretches stretches() throws IOException {
        return found != null ? found : WholeSegment.standing(leaf);
    }
}
