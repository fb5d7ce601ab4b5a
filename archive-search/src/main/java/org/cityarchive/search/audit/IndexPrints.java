package org.cityarchive.search.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.search.audit.Prints.Kind;
import org.cityarchive.search.index.RecordFields;

/** The prints of all documents of an index, read off its terms, points and values in one walk; 16 bytes a document. */
final class IndexPrints {
    private final List<Leaf> leaves = new ArrayList<>();

    private record Leaf(LeafReader reader, long[] high, long[] low) {
        void add(int document, long[] number) {
            high[document] += number[0];
            low[document] += number[1];
        }
    }

    IndexPrints(DirectoryReader reader, Prints prints) throws IOException {
        for (LeafReaderContext context : reader.leaves()) {
            var leaf = new Leaf(context.reader(), new long[context.reader().maxDoc()], new long[context.reader().maxDoc()]);
            for (FieldInfo field : context.reader().getFieldInfos()) {
                read(leaf, field, prints);
            }
            leaves.add(leaf);
        }
    }

    private static void read(Leaf leaf, FieldInfo field, Prints prints) throws IOException {
        if (field.getIndexOptions() != IndexOptions.NONE) {
            terms(leaf, field, prints);
        }
        if (field.getPointDimensionCount() > 0) {
            points(leaf, field.name, prints);
        }
        if (ExpectedPrints.isCompared(field.getDocValuesType())) {
            values(leaf, field, prints);
        }
        if (field.hasNorms()) {
            var norms = leaf.reader.getNormValues(field.name);
            while (norms != null && norms.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (norms.longValue() != 0) {
                    leaf.add(norms.docID(), prints.of(Kind.NORM, field.name, norms.longValue()));
                }
            }
        }
    }

    private static void terms(Leaf leaf, FieldInfo field, Prints prints) throws IOException {
        var terms = leaf.reader.terms(field.name);
        if (terms == null) {
            return;
        }
        boolean positions = terms.hasPositions();
        var each = terms.iterator();
        PostingsEnum postings = null;
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            var number = prints.of(Kind.TERM, field.name, term);
            postings = each.postings(postings, positions ? PostingsEnum.POSITIONS : PostingsEnum.NONE);
            while (postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                if (!positions) {
                    leaf.add(postings.docID(), number);
                    continue;
                }
                for (int left = postings.freq(); left > 0; left--) {
                    int position = postings.nextPosition();
                    leaf.high[postings.docID()] += Prints.at(number[0], position);
                    leaf.low[postings.docID()] += Prints.at(number[1], position);
                }
            }
        }
    }

    private static void points(Leaf leaf, String field, Prints prints) throws IOException {
        var points = leaf.reader.getPointValues(field);
        if (points == null) {
            return;
        }
        points.intersect(new PointValues.IntersectVisitor() {
            @Override
            public void visit(int document) {
                throw new IllegalStateException("every value is asked for");
            }

            @Override
            public void visit(int document, byte[] packed) {
                leaf.add(document, prints.of(Kind.POINT, field, new BytesRef(packed)));
            }

            @Override
            public PointValues.Relation compare(byte[] least, byte[] greatest) {
                return PointValues.Relation.CELL_CROSSES_QUERY;
            }
        });
    }

    private static void values(Leaf leaf, FieldInfo field, Prints prints) throws IOException {
        switch (field.getDocValuesType()) {
            case NUMERIC -> {
                var values = DocValues.getNumeric(leaf.reader, field.name);
                while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    leaf.add(values.docID(), prints.of(Kind.NUMBER, field.name, values.longValue()));
                }
            }
            case SORTED_NUMERIC -> {
                var values = DocValues.getSortedNumeric(leaf.reader, field.name);
                while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    for (int left = values.docValueCount(); left > 0; left--) {
                        leaf.add(values.docID(), prints.of(Kind.NUMBERS, field.name, values.nextValue()));
                    }
                }
            }
            case SORTED -> {
                var values = DocValues.getSorted(leaf.reader, field.name);
                while (values.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    leaf.add(values.docID(), prints.of(Kind.SORTED, field.name, values.lookupOrd(values.ordValue())));
                }
            }
            case NONE, BINARY, SORTED_SET -> {
                // none of ours
            }
        }
    }

    /** The prints of a record's live documents, in the order in which they lie; none where it is not in the index. */
    List<EntryPrint> of(RecordId record) throws IOException {
        var found = new ArrayList<EntryPrint>();
        for (var leaf : leaves) {
            var postings = leaf.reader.postings(new Term(RecordFields.ID, RecordFields.bytes(record)), PostingsEnum.NONE);
            var live = leaf.reader.getLiveDocs();
            while (postings != null && postings.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                int document = postings.docID();
                if (live == null || live.get(document)) {
                    found.add(new EntryPrint(leaf.high[document], leaf.low[document]));
                }
            }
        }
        return found;
    }
}
