package org.cityarchive.search.query;

import java.io.IOException;

import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.cityarchive.search.index.RecordFields;
import org.jspecify.annotations.Nullable;

/** Reads a segment from end to end: all its stretches of what is known now. */
final class WholeSegment {

    private WholeSegment() {}

    /** Those that stand in it. */
    static AnsweringStretches standing(LeafReaderContext leaf) throws IOException {
        return stretches(leaf, leaf.reader().getLiveDocs(), null);
    }

    /**
     * Those that were replaced or taken out since.
     *
     * @param before documents that stood; null: all
     */
    static AnsweringStretches goneSince(LeafReaderContext leaf, @Nullable Bits before) throws IOException {
        return stretches(leaf, before, leaf.reader().getLiveDocs());
    }

    /**
     * @param of documents that are looked at; null: all
     * @param but documents that are not; null: none
     */
    private static AnsweringStretches stretches(LeafReaderContext leaf, @Nullable Bits of, @Nullable Bits but)
            throws IOException {
        var records = Answer.RECORDS.getBitSet(leaf);
        var found = new AnsweringStretches(leaf, records);
        var past = leaf.reader().postings(new Term(RecordFields.PAST, RecordFields.YES), PostingsEnum.NONE);
        int nextPast = past == null ? DocIdSetIterator.NO_MORE_DOCS : past.nextDoc();
        for (int document = 0; document < leaf.reader().maxDoc(); document++) {
            if ((of != null && !of.get(document)) || (but != null && but.get(document)) || records.get(document)) {
                continue;
            }
            if (past != null && nextPast < document) {
                nextPast = past.advance(document);
            }
            if (nextPast != document) {
                found.add(document);
            }
        }
        return found;
    }
}
