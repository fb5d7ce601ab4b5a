package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Sees every stretch that answers, once, and keeps where it stands. */
final class StretchWalk extends SimpleCollector {
    private final boolean scored;
    private final List<AnsweringStretches> segments = new ArrayList<>();
    private @Nullable AnsweringStretches segment;
    private @Nullable Scorable scorer;

    StretchWalk(boolean scored) {
        this.scored = scored;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        var records = Answer.RECORDS.getBitSet(leaf);
        segment = records == null ? null : new AnsweringStretches(leaf, records);
        if (segment != null) {
            segments.add(segment);
        }
    }

    @Override
    public void setScorer(Scorable scorer) {
        this.scorer = scorer;
    }

    @Override
    public void collect(int stretch) throws IOException {
        var into = segment;
        var scoring = scorer;
        if (into != null && scored && scoring != null) {
            into.add(stretch, scoring.score());
        } else if (into != null) {
            into.add(stretch);
        }
    }

    List<AnsweringStretches> segments() {
        return segments;
    }

    @Override
    public ScoreMode scoreMode() {
        return scored ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }
}
