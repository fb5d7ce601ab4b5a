package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.SimpleCollector;
import org.jspecify.annotations.Nullable;

/** Sees every stretch that answers, once, and keeps where it stands; passes over the segments that are not wanted. */
final class StretchWalk extends SimpleCollector {
    private final boolean scored;
    private final Predicate<LeafReaderContext> wanted;
    private final List<AnsweringStretches> segments = new ArrayList<>();
    private @Nullable AnsweringStretches segment;
    private @Nullable Scorable scorer;

    StretchWalk(boolean scored, Predicate<LeafReaderContext> wanted) {
        this.scored = scored;
        this.wanted = wanted;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        if (!wanted.test(leaf)) {
            throw new CollectionTerminatedException();
        }
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
