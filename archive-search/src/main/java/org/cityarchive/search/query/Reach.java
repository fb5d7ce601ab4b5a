package org.cityarchive.search.query;

import java.io.IOException;
import java.util.Arrays;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexOrDocValuesQuery;
import org.apache.lucene.search.PointRangeQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;

/** How many of a segment's records a query of records holds for, as far as the segment's own figures tell without a look at any of them. */
enum Reach {
    ALL, NONE,
    /** Some, or not known. */
    SOME;

    /** @param query over the documents of records */
    static Reach of(Query query, LeafReader reader) throws IOException {
        return switch (query) {
            case BoostQuery boosted -> of(boosted.getQuery(), reader);
            case ConstantScoreQuery constant -> of(constant.getQuery(), reader);
            case IndexOrDocValuesQuery either -> of(either.getIndexQuery(), reader);
            case BooleanQuery parts -> ofParts(parts, reader);
            case TermQuery one -> ofTerm(one.getTerm(), reader);
            case PointRangeQuery range -> ofRange(range, reader);
            default -> SOME;
        };
    }

    private static Reach ofParts(BooleanQuery query, LeafReader reader) throws IOException {
        boolean all = true;
        boolean asks = false;
        boolean anyAll = false;
        boolean anySome = false;
        for (var clause : query) {
            var part = of(clause.query(), reader);
            if (clause.occur() == Occur.SHOULD) {
                anyAll |= part == ALL;
                anySome |= part == SOME;
                continue;
            }
            var holds = clause.occur() == Occur.MUST_NOT ? part.not() : part;
            if (holds == NONE) {
                return NONE;
            }
            all &= holds == ALL;
            asks |= clause.occur() != Occur.MUST_NOT;
        }
        if (!asks && !anyAll) {
            return anySome ? SOME : NONE;
        }
        return all ? ALL : SOME;
    }

    private Reach not() {
        return switch (this) {
            case ALL -> NONE;
            case NONE -> ALL;
            case SOME -> SOME;
        };
    }

    private static Reach ofTerm(Term term, LeafReader reader) throws IOException {
        if (!term.field().startsWith(Level.RECORD.of(""))) {
            return SOME;
        }
        int holding = reader.docFreq(term);
        return holding == 0 ? NONE : holding == records(reader) ? ALL : SOME;
    }

    private static int records(LeafReader reader) throws IOException {
        return reader.docFreq(new Term(Level.RECORD.of(RecordFields.EVERY), RecordFields.YES));
    }

    private static Reach ofRange(PointRangeQuery range, LeafReader reader) throws IOException {
        var values = reader.getPointValues(range.getField());
        if (values == null || range.getNumDims() != 1 || values.getDocCount() != records(reader)) {
            return SOME;
        }
        byte[] least = values.getMinPackedValue();
        byte[] most = values.getMaxPackedValue();
        if (Arrays.compareUnsigned(most, range.getLowerPoint()) < 0 || Arrays.compareUnsigned(least, range.getUpperPoint()) > 0) {
            return NONE;
        }
        return Arrays.compareUnsigned(least, range.getLowerPoint()) >= 0
                && Arrays.compareUnsigned(most, range.getUpperPoint()) <= 0 ? ALL : SOME;
    }
}
