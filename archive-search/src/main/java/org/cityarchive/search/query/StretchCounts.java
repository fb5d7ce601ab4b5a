package org.cityarchive.search.query;

import java.io.IOException;
import java.util.HashMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Counts records by what the stretches that answer carry, and by their language. The terms have few values: each value's documents are
 * compared with those that answer, and stretches of one record, which stand side by side, count once.
 */
final class StretchCounts extends SimpleCollector {
    private final Map<String, Long> carried = new HashMap<>();
    private final Map<String, Long> langs = new HashMap<>();
    private @Nullable LeafReaderContext leaf;
    private FixedBitSet answering = new FixedBitSet(1);

    @Override
    protected void doSetNextReader(LeafReaderContext next) {
        leaf = next;
        answering = new FixedBitSet(next.reader().maxDoc());
    }

    @Override
    public void collect(int document) {
        answering.set(document);
    }

    @Override
    public void finish() throws IOException {
        if (leaf != null) {
            count(leaf, RecordFields.HAS, carried);
            count(leaf, RecordFields.LANG, langs);
            leaf = null;
        }
    }

    private void count(LeafReaderContext in, String field, Map<String, Long> counts) throws IOException {
        var terms = in.reader().terms(field);
        var records = Answer.RECORDS.getBitSet(in);
        if (terms == null || records == null) {
            return;
        }
        var values = terms.iterator();
        PostingsEnum documents = null;
        for (var value = values.next(); value != null; value = values.next()) {
            var word = value.utf8ToString().toLowerCase(Locale.ROOT);
            documents = values.postings(documents, PostingsEnum.NONE);
            long found = records(documents, records);
            if (found > 0) {
                counts.merge(word, found, Long::sum);
            }
        }
    }

    private long records(PostingsEnum documents, BitSet records) throws IOException {
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

    Map<String, Long> carried() {
        return carried;
    }

    Map<String, Long> langs() {
        return langs;
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }
}
