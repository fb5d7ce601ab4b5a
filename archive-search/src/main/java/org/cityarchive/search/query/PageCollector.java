package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.util.BitSet;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.jspecify.annotations.Nullable;

/** Sees every record that answers, once: counts them all and keeps the page's. */
final class PageCollector implements Collector {
    private final Sort sort;
    private final int limit;
    private final @Nullable Place after;
    private final Level level;
    private final BitSetProducer records;
    private final @Nullable FacetCounts facets;
    private final Comparator<Place> order;
    private final PriorityQueue<Kept> page;
    private long total;

    /**
     * A record of the page.
     *
     * @param document of the record itself; where a moment is asked for, of its stretch
     */
    record Kept(Place place, int document) {}

    /**
     * @param limit how many records to keep
     * @param after the place before the page; null on the first
     * @param level whose documents come in
     */
    PageCollector(Sort sort, int limit, @Nullable Place after, Level level, BitSetProducer records,
            @Nullable FacetCounts facets) {
        this.sort = sort;
        this.limit = limit;
        this.after = after;
        this.level = level;
        this.records = records;
        this.facets = facets;
        this.order = Place.order(sort);
        this.page = new PriorityQueue<>(limit + 1, Comparator.comparing(Kept::place, order.reversed()));
    }

    long total() {
        return total;
    }

    /** The page in its order. */
    List<Kept> page() {
        var kept = new ArrayList<>(page);
        kept.sort(Comparator.comparing(Kept::place, order));
        return kept;
    }

    @Override
    public ScoreMode scoreMode() {
        return sort == Sort.RELEVANCE ? ScoreMode.COMPLETE : ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
        return new Segment(leaf);
    }

    private final class Segment implements LeafCollector {
        private final int base;
        private final NumericDocValues at;
        private final NumericDocValues standing;
        private final NumericDocValues idHigh;
        private final NumericDocValues idLow;
        private final @Nullable BitSet parents;
        private final FacetCounts.@Nullable Segment counts;
        private @Nullable Scorable scorer;

        Segment(LeafReaderContext leaf) throws IOException {
            var reader = leaf.reader();
            base = leaf.docBase;
            at = DocValues.getNumeric(reader, level.of(RecordFields.AT));
            standing = DocValues.getNumeric(reader, level.of(RecordFields.STANDING));
            idHigh = DocValues.getNumeric(reader, RecordFields.ID_HIGH);
            idLow = DocValues.getNumeric(reader, RecordFields.ID_LOW);
            parents = level == Level.RECORD ? null : records.getBitSet(leaf);
            counts = facets == null ? null : facets.segment(reader);
        }

        @Override
        public void setScorer(Scorable scorer) {
            this.scorer = scorer;
        }

        @Override
        public void collect(int document) throws IOException {
            total++;
            long made = value(at, document);
            int record = parents == null ? document : parents.nextSetBit(document);
            if (counts != null) {
                counts.add(record, value(standing, document), made);
            }
            float score = sort == Sort.RELEVANCE && scorer != null ? scorer.score() : 0;
            if (mayEnter(score, made)) {
                var place = new Place(score, made, value(idHigh, record), value(idLow, record));
                if (after == null || order.compare(after, place) < 0) {
                    page.add(new Kept(place, base + document));
                    if (page.size() > limit) {
                        page.remove();
                    }
                }
            }
        }

        /** Saves reading ids of records that cannot stand on this page. */
        private boolean mayEnter(float score, long made) {
            if (after != null && Place.byKeys(sort, score, made, after.score(), after.at()) < 0) {
                return false;
            }
            var worst = page.size() < limit ? null : page.peek();
            return worst == null || Place.byKeys(sort, score, made, worst.place().score(), worst.place().at()) <= 0;
        }

        @Override
        public void finish() throws IOException {
            if (counts != null) {
                counts.finish();
            }
        }
    }

    static long value(NumericDocValues values, int document) throws IOException {
        return values.advanceExact(document) ? values.longValue() : 0;
    }
}
