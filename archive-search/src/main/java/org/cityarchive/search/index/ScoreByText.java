package org.cityarchive.search.index;

import org.apache.lucene.index.FieldInvertState;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.Similarity;
import org.apache.lucene.util.SmallFloat;

/**
 * Relevance from the text alone: the more often the words stand in it and the shorter it is, the higher. It knows nothing of other
 * records, because how rare a word is changes while records arrive, and then a cursor would skip records or show them twice. Scores are
 * whole 4,096ths, so that sums are the same in whichever order a scorer adds them.
 */
public final class ScoreByText extends Similarity {
    private static final float STEPS = 4_096;
    /** Words of a usual post; only the relation of lengths matters. */
    private static final float USUAL_LENGTH = 30;

    @Override
    public long computeNorm(FieldInvertState state) {
        return SmallFloat.intToByte4(state.getLength() - state.getNumOverlap());
    }

    @Override
    public SimScorer scorer(float boost, CollectionStatistics collection, TermStatistics... terms) {
        return new SimScorer() {
            @Override
            public float score(float frequency, long norm) {
                float length = SmallFloat.byte4ToInt((byte) norm);
                float part = frequency / (frequency + 0.5f + length / USUAL_LENGTH);
                return boost * (float) Math.floor(part * STEPS) / STEPS;
            }
        };
    }
}
