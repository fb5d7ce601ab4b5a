package org.cityarchive.search.query;

import java.io.IOException;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.cityarchive.search.index.RecordFields;

/** Sees every record that answers, once: counts them all and lets those of the page enter. What is asked of records alone has no score. */
final class PageCollector implements Collector {
    private final PageOfPlaces<Integer> page;
    private long total;

    /** @param page takes documents of records */
    PageCollector(PageOfPlaces<Integer> page) {
        this.page = page;
    }

    long total() {
        return total;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext leaf) throws IOException {
        return new OfSegment(leaf.docBase, SegmentColumns.of(leaf.reader()),
                DocValues.getNumeric(leaf.reader(), RecordFields.ID_HIGH),
                DocValues.getNumeric(leaf.reader(), RecordFields.ID_LOW));
    }

    private final class OfSegment implements LeafCollector {
        private final int base;
        private final SegmentColumns columns;
        private final NumericDocValues idHigh;
        private final NumericDocValues idLow;

        OfSegment(int base, SegmentColumns columns, NumericDocValues idHigh, NumericDocValues idLow) {
            this.base = base;
            this.columns = columns;
            this.idHigh = idHigh;
            this.idLow = idLow;
        }

        @Override
        public void collect(int record) throws IOException {
            total++;
            long made = columns.at(record);
            if (page.mayEnter(0, made)) {
                page.enter(new Place(0, made, value(idHigh, record), value(idLow, record)), base + record);
            }
        }

        @Override
        public void setScorer(Scorable scorer) {
            // nothing is scored
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    static long value(NumericDocValues values, int document) throws IOException {
        return values.advanceExact(document) ? values.longValue() : 0;
    }
}
