package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.util.BitSet;
import org.apache.lucene.util.FixedBitSet;
import org.cityarchive.search.index.RecordFields;

/**
 * Counts records by what the stretches that answer carry, and by their language. The terms have few values: each value's documents are
 * compared with those that answer, and stretches of one record, which stand side by side, count once.
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

        /** How many records have one of these documents among those that answer. */
        long records(DocIdSetIterator documents) throws IOException {
            long found = 0;
            int record = -1; // the last one counted, which stands after its stretches
            for (int d = documents.nextDoc(); d != DocIdSetIterator.NO_MORE_DOCS; d = documents.nextDoc()) {
                if (d > record && answering.get(d)) {
                    record = records.nextSetBit(d);
                    found++;
                }
            }
            return found;
        }
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
        return counted(RecordFields.HAS);
    }

    Map<String, Long> langs() throws IOException {
        return counted(RecordFields.LANG);
    }

    private Map<String, Long> counted(String field) throws IOException {
        var counts = new HashMap<String, Long>();
        for (var segment : segments) {
            var terms = segment.leaf().reader().terms(field);
            var values = terms == null ? null : terms.iterator();
            PostingsEnum documents = null;
            while (values != null && values.next() != null) {
                documents = values.postings(documents, PostingsEnum.NONE);
                long found = segment.records(documents);
                if (found > 0) {
                    counts.merge(values.term().utf8ToString().toLowerCase(Locale.ROOT), found, Long::sum);
                }
            }
        }
        return counts;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
