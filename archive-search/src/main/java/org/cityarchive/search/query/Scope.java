package org.cityarchive.search.query;

import static org.cityarchive.core.search.Moments.micros;

import java.io.IOException;
import java.time.Instant;

import org.apache.lucene.document.LongField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.cityarchive.core.search.SearchableRecord.Known;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * Which knowledge and which moment a search is about.
 *
 * @param asOf as the platform stood then; null: every wording
 * @param position the archive's knowledge
 * @param present whether that is all the index knows, so that only what is past has to be left out
 */
record Scope(@Nullable Instant asOf, long position, boolean present) {
    private static final Term PAST = new Term(RecordFields.PAST, RecordFields.YES);

    /** @param snapshot whose documents are asked: where all of them are of the present nothing is to be left out */
    void known(BooleanQuery.Builder query, Snapshot snapshot) throws IOException {
        if (present && snapshot.reader().docFreq(PAST) == 0) {
            return;
        } else if (present) {
            query.add(new TermQuery(PAST), Occur.MUST_NOT);
        } else {
            query.add(LongField.newRangeQuery(RecordFields.KNOWN_FROM, Long.MIN_VALUE, position), Occur.FILTER);
            query.add(LongField.newRangeQuery(RecordFields.KNOWN_UNTIL, position + 1, Known.NOW), Occur.FILTER);
        }
    }

    void observed(BooleanQuery.Builder query) {
        if (asOf != null) {
            query.add(LongPoint.newRangeQuery(RecordFields.FROM, Long.MIN_VALUE, micros(asOf)), Occur.FILTER);
            query.add(LongPoint.newRangeQuery(RecordFields.TO, micros(asOf) + 1, Long.MAX_VALUE), Occur.FILTER);
        }
    }
}
