package org.cityarchive.search.query;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SimpleCollector;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.join.BitSetProducer;
import org.apache.lucene.search.join.QueryBitSetProducer;
import org.apache.lucene.search.join.ScoreMode;
import org.apache.lucene.search.join.ToParentBlockJoinQuery;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.cityarchive.search.index.Snapshot;
import org.cityarchive.search.index.Standing;
import org.jspecify.annotations.Nullable;

/**
 * The records that answer one query in one snapshot. As of a moment a record has one stretch, and stretches are counted; otherwise any
 * stretch may answer, and they are joined to their records. What is asked of records alone is asked of their own documents.
 */
final class Answer {
    static final BitSetProducer RECORDS = new QueryBitSetProducer(
            new TermQuery(new Term(Level.RECORD.of(RecordFields.EVERY), RecordFields.YES)));

    private static final BitSet NONE = new BitSet();

    private final RecordQuery asked;
    private final Scope scope;
    private final Snapshot snapshot;
    private final Words words;
    private final Level level;

    Answer(RecordQuery asked, Scope scope, Snapshot snapshot, Words words) {
        this.asked = asked;
        this.scope = scope;
        this.snapshot = snapshot;
        this.words = words;
        this.level = scope.asOf() == null ? Level.RECORD : Level.STRETCH;
    }

    Scope scope() {
        return scope;
    }

    /** Whether its page can be had from the records' own documents. */
    boolean isOfRecords() {
        return level == Level.RECORD && asked.ofTheRecord();
    }

    /** The page of what is asked of records alone. */
    Found page(Sort sort, int limit, @Nullable Place after) throws IOException {
        var page = new PageOfPlaces<Integer>(sort, limit, after);
        var collector = snapshot.searcher().search(query(), Collecting.by(new PageCollector(page)));
        var kept = page.kept();
        var wordings = wordings(kept.stream().map(PageOfPlaces.Kept::what).sorted().toList());
        return new Found(collector.total(), kept.stream()
                .map(one -> Found.Shown.of(one.place(), wordings.getOrDefault(one.what(), NONE))).toList());
    }

    /** Every stretch that answers, found in one walk. */
    StretchesFound stretches(Sort sort) throws IOException {
        var query = new BooleanQuery.Builder().add(compiled(Level.STRETCH), Occur.MUST);
        scope.observed(query);
        scope.known(query);
        var walk = new StretchWalk(sort == Sort.RELEVANCE);
        snapshot.searcher().search(query.build(), Collecting.by(walk));
        return new StretchesFound(walk.segments(), level);
    }

    /** Gives the time of making of every record that answers, in microseconds. */
    void times(LongConsumer each) throws IOException {
        snapshot.searcher().search(query(), Collecting.by(new SimpleCollector() {
            private NumericDocValues at = DocValues.emptyNumeric();

            @Override
            protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
                at = DocValues.getNumeric(leaf.reader(), level.of(RecordFields.AT));
            }

            @Override
            public void collect(int document) throws IOException {
                each.accept(PageCollector.value(at, document));
            }

            @Override
            public org.apache.lucene.search.ScoreMode scoreMode() {
                return org.apache.lucene.search.ScoreMode.COMPLETE_NO_SCORES;
            }
        }));
    }

    /** Gives the id of every record that answers; never as of a moment. */
    void records(Consumer<RecordId> each) throws IOException {
        snapshot.searcher().search(query(), Collecting.by(new SimpleCollector() {
            private NumericDocValues high = DocValues.emptyNumeric();
            private NumericDocValues low = DocValues.emptyNumeric();

            @Override
            protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
                high = DocValues.getNumeric(leaf.reader(), RecordFields.ID_HIGH);
                low = DocValues.getNumeric(leaf.reader(), RecordFields.ID_LOW);
            }

            @Override
            public void collect(int document) throws IOException {
                each.accept(new RecordId(new UUID(PageCollector.value(high, document), PageCollector.value(low, document))));
            }

            @Override
            public org.apache.lucene.search.ScoreMode scoreMode() {
                return org.apache.lucene.search.ScoreMode.COMPLETE_NO_SCORES;
            }
        }));
    }

    /** Of records, or as of a moment of stretches; never scored. */
    private Query query() throws IOException {
        var query = new BooleanQuery.Builder();
        if (scope.asOf() != null) {
            query.add(compiled(Level.STRETCH), Occur.MUST);
            scope.observed(query);
        } else if (asked.ofTheRecord()) {
            query.add(compiled(Level.RECORD), Occur.MUST);
        } else {
            query.add(new ToParentBlockJoinQuery(compiled(Level.STRETCH), RECORDS, ScoreMode.None), Occur.MUST);
        }
        scope.known(query);
        return query.build();
    }

    private Query compiled(Level of) throws IOException {
        return new QueryCompiler(words, snapshot.reader(), of, scope.asOf() != null).compile(asked);
    }

    /** By document of a record; goes through each segment once, in the order of its documents. */
    private Map<Integer, BitSet> wordings(List<Integer> records) throws IOException {
        var wordings = new HashMap<Integer, BitSet>();
        var searcher = snapshot.searcher();
        var weight = searcher.createWeight(searcher.rewrite(compiled(Level.STRETCH)),
                org.apache.lucene.search.ScoreMode.COMPLETE_NO_SCORES,
                1);
        var rest = new ArrayDeque<>(records);
        for (var leaf : snapshot.reader().leaves()) {
            int end = leaf.docBase + leaf.reader().maxDoc();
            if (rest.isEmpty() || rest.getFirst() >= end) {
                continue;
            }
            var scorer = weight.scorer(leaf);
            var answering = scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
            var standing = DocValues.getNumeric(leaf.reader(), Level.STRETCH.of(RecordFields.STANDING));
            while (!rest.isEmpty() && rest.getFirst() < end) {
                int record = rest.removeFirst() - leaf.docBase;
                wordings.put(record + leaf.docBase, numbers(answering, standing, firstStretch(leaf, record), record - 1));
            }
        }
        return wordings;
    }

    private static int firstStretch(LeafReaderContext leaf, int record) throws IOException {
        return record == 0 ? 0 : RECORDS.getBitSet(leaf).prevSetBit(record - 1) + 1;
    }

    /** Numbers of the wordings that answer; 0, where none was kept, is none. */
    private static BitSet numbers(DocIdSetIterator answering, NumericDocValues standing, int first, int last) throws IOException {
        var numbers = new BitSet();
        for (int d = answering.docID() < first ? answering.advance(first) : answering.docID(); d <= last; d = answering
                .nextDoc()) {
            numbers.set(Standing.version(PageCollector.value(standing, d)));
        }
        numbers.clear(0);
        return numbers;
    }
}
