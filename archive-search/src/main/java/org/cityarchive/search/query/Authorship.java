package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.InText;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.Snapshot;

/** Finds the records of authors, whatever the knowledge. */
final class Authorship {

    private Authorship() {}

    /** @param folded names and ids, folded */
    static List<RecordId> records(Collection<String> folded, Snapshot snapshot) throws IOException {
        var terms = folded.stream().map(name -> new BytesRef(InText.cut(name))).toList();
        var found = new ArrayList<RecordId>();
        if (snapshot.reader().leaves().isEmpty()) {
            return found;
        }
        var query = new TermInSetQuery(RecordFields.AUTHOR, terms);
        snapshot.searcher().search(query, Collecting.by(new SimpleCollector() {
            private LeafReaderContext leaf = snapshot.reader().leaves().getFirst();

            @Override
            protected void doSetNextReader(LeafReaderContext context) {
                leaf = context;
            }

            @Override
            public void collect(int stretch) throws IOException {
                int record = Answer.RECORDS.getBitSet(leaf).nextSetBit(stretch);
                var high = DocValues.getNumeric(leaf.reader(), RecordFields.ID_HIGH);
                var low = DocValues.getNumeric(leaf.reader(), RecordFields.ID_LOW);
                found.add(new RecordId(new UUID(PageCollector.value(high, record), PageCollector.value(low, record))));
            }

            @Override
            public ScoreMode scoreMode() {
                return ScoreMode.COMPLETE_NO_SCORES;
            }
        }));
        return found;
    }
}
