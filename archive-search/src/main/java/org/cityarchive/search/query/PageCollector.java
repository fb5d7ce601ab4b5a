package org.cityarchive.search.query;

import java.io.IOException;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;

/** Sees every record that answers, once: counts them all and lets those of the page enter. What is asked of records alone has no score. */
final class PageCollector extends SimpleCollector {
    private final PageOfPlaces<Integer> page;
    private long total;
    private int base;
    private NumericDocValues at = DocValues.emptyNumeric();
    private NumericDocValues idHigh = DocValues.emptyNumeric();
    private NumericDocValues idLow = DocValues.emptyNumeric();

    /** @param page takes documents of records */
    PageCollector(PageOfPlaces<Integer> page) {
        this.page = page;
    }

    long total() {
        return total;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
        base = leaf.docBase;
        at = DocValues.getNumeric(leaf.reader(), Level.RECORD.of(RecordFields.AT));
        idHigh = DocValues.getNumeric(leaf.reader(), RecordFields.ID_HIGH);
        idLow = DocValues.getNumeric(leaf.reader(), RecordFields.ID_LOW);
    }

    @Override
    public void collect(int record) throws IOException {
        total++;
        long made = value(at, record);
        if (page.mayEnter(0, made)) {
            page.enter(new Place(0, made, value(idHigh, record), value(idLow, record)), base + record);
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
