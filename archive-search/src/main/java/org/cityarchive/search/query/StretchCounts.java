package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.cityarchive.search.index.RecordFields;

/**
 * Counts records by what the stretches that answer carry, and by their language. Stretches of one record, which stand side by side, count
 * once.
 */
final class StretchCounts extends SimpleCollector {
    private final List<Segment> segments = new ArrayList<>();
    private FixedBitSet answering = new FixedBitSet(1);

    /**
     * The stretches of one segment that answer.
     *
     * @param records the documents of records, each after its stretches
     */
    record Segment(LeafReaderContext leaf, FixedBitSet answering, BitSet records) {

        /** Goes through the stretches that answer, in their order: what few answer costs little, however many there are. */
        void each(Each each) throws IOException {
            int record = -1;
            for (int d = answering.nextSetBit(0); d != DocIdSetIterator.NO_MORE_DOCS; d = next(d)) {
                record = d > record ? records.nextSetBit(d) : record;
                each.take(d, record);
            }
        }

        private int next(int document) {
            return document + 1 < answering.length() ? answering.nextSetBit(document + 1) : DocIdSetIterator.NO_MORE_DOCS;
        }

        /**
         * How many records have one of these documents among those that answer. Each side leaps over what the other lacks: a word that few
         * records have does not walk through all that its authors ever wrote.
         *
         * @param each is given every document that is on both sides
         */
        long records(DocIdSetIterator documents, IntConsumer each) throws IOException {
            long found = 0;
            int record = -1; // the last one counted, which stands after its stretches
            int d = documents.nextDoc();
            while (d != DocIdSetIterator.NO_MORE_DOCS) {
                int answers = answering.nextSetBit(d);
                if (answers == DocIdSetIterator.NO_MORE_DOCS) {
                    break;
                } else if (answers > d) {
                    d = documents.advance(answers);
                    continue;
                }
                each.accept(d);
                if (d > record) {
                    record = records.nextSetBit(d);
                    found++;
                }
                d = documents.nextDoc();
            }
            return found;
        }
    }

    /** Takes a document that answers, and its record's. */
    interface Each {
        void take(int document, int record) throws IOException;
    }

    @Override
    protected void doSetNextReader(LeafReaderContext next) throws IOException {
        answering = new FixedBitSet(next.reader().maxDoc());
        var records = Answer.RECORDS.getBitSet(next);
        if (records != null) {
            segments.add(new Segment(next, answering, records));
        }
    }

    @Override
    public void collect(int document) {
        answering.set(document);
    }

    List<Segment> segments() {
        return segments;
    }

    Map<String, Long> carried() throws IOException {
        var counts = new HashMap<String, Long>();
        for (var segment : segments) {
            var carries = DocValues.getNumeric(segment.leaf().reader(), RecordFields.HAS_COUNTED);
            var tally = new Tally(RecordFields.CARRIED.size());
            segment.each((document, record) -> {
                for (long bits = carries.advanceExact(document) ? carries.longValue() : 0; bits != 0; bits &= bits - 1) {
                    tally.add(Long.numberOfTrailingZeros(bits), record);
                }
            });
            for (int place = 0; place < RecordFields.CARRIED.size(); place++) {
                var thing = RecordFields.CARRIED.get(place);
                tally.into(counts, place, () -> thing.name().toLowerCase(Locale.ROOT));
            }
        }
        return counts;
    }

    Map<String, Long> langs() throws IOException {
        var counts = new HashMap<String, Long>();
        for (var segment : segments) {
            var langs = DocValues.getSorted(segment.leaf().reader(), RecordFields.LANG_COUNTED);
            var tally = new Tally(langs.getValueCount());
            segment.each((document, record) -> {
                if (langs.advanceExact(document)) {
                    tally.add(langs.ordValue(), record);
                }
            });
            for (int lang = 0; lang < langs.getValueCount(); lang++) {
                int of = lang;
                tally.into(counts, of, () -> langs.lookupOrd(of).utf8ToString());
            }
        }
        return counts;
    }

    private interface Name {
        String get() throws IOException;
    }

    /** Counts each record once a value. A record stands behind its stretches, so its document is never 0. */
    private static final class Tally {
        private final int[] counts;
        private final int[] last;

        Tally(int values) {
            counts = new int[values];
            last = new int[values];
        }

        void add(int value, int record) {
            if (last[value] != record) {
                last[value] = record;
                counts[value]++;
            }
        }

        void into(Map<String, Long> all, int value, Name name) throws IOException {
            if (counts[value] > 0) {
                all.merge(name.get(), (long) counts[value], Long::sum);
            }
        }
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
