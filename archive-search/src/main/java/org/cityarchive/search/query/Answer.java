package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.CollectionTerminatedException;
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

    /** So many are looked at sooner than the best of them are looked for. */
    private static final int FEW = 1_000;

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
        return found(collector.total(), page);
    }

    /** The same where the number is known already: of many only those are looked at that can stand on the page. */
    Found page(Sort sort, int limit, @Nullable Place after, long total) throws IOException {
        if (total <= FEW) {
            return page(sort, limit, after);
        }
        var page = new PageOfPlaces<Integer>(sort, limit, after);
        var near = new NearestTimes(sort, after).within(query(), limit, snapshot.searcher());
        snapshot.searcher().search(near, Collecting.by(new PageCollector(page)));
        return found(total, page);
    }

    private Found found(long total, PageOfPlaces<Integer> page) throws IOException {
        var shown = new ArrayList<Found.Shown>();
        for (var one : page.kept()) {
            shown.add(Found.Shown.of(one.place(), wordings(one.what())));
        }
        return new Found(total, shown);
    }

    /** Every stretch that answers, found in one walk. */
    StretchesFound stretches(Sort sort) throws IOException {
        return stretches(sort == Sort.RELEVANCE, _ -> true);
    }

    private StretchesFound stretches(boolean scored, Predicate<LeafReaderContext> wanted) throws IOException {
        var query = new BooleanQuery.Builder().add(compiled(Level.STRETCH), Occur.MUST);
        scope.observed(query);
        scope.known(query, snapshot);
        var walk = new StretchWalk(scored, wanted);
        snapshot.searcher().search(query.build(), Collecting.by(walk));
        return new StretchesFound(walk.segments(), level);
    }

    /** What is asked of records alone, counted: segments of which all answer by what is kept of them, the others by a walk. */
    List<CountedSegment> counted(ZoneId city, KeptCounts kept) throws IOException {
        var reaches = reaches();
        var counted = new ArrayList<CountedSegment>();
        for (var leaf : snapshot.reader().leaves()) {
            if (reaches.get(leaf.ord) == Reach.ALL) {
                counted.add(new CountedSegment(leaf, kept.of(leaf, city), null));
            }
        }
        if (reaches.contains(Reach.SOME)) {
            counted.addAll(stretches(false, leaf -> reaches.get(leaf.ord) == Reach.SOME).counted(city));
        }
        return counted;
    }

    /** By segment, in their order. What is kept of segments is of now alone. */
    private List<Reach> reaches() throws IOException {
        var leaves = snapshot.reader().leaves();
        if (!isOfRecords() || !scope.present()) {
            return Collections.nCopies(leaves.size(), Reach.SOME);
        }
        var query = compiled(Level.RECORD);
        var reaches = new ArrayList<Reach>();
        for (var leaf : leaves) {
            reaches.add(Reach.of(query, leaf.reader()));
        }
        return reaches;
    }

    /** Counts by the time of making. */
    void times(CalendarCounts into, ZoneId city, KeptCounts kept) throws IOException {
        var reaches = reaches();
        for (var leaf : snapshot.reader().leaves()) {
            if (reaches.get(leaf.ord) == Reach.ALL) {
                kept.of(leaf, city).dates().addTo(into);
            }
        }
        if (reaches.contains(Reach.SOME)) {
            times(into::add, leaf -> reaches.get(leaf.ord) == Reach.SOME);
        }
    }

    /** Gives the time of making of every record that answers, in microseconds. */
    private void times(LongConsumer each, Predicate<LeafReaderContext> wanted) throws IOException {
        snapshot.searcher().search(query(), Collecting.by(new SimpleCollector() {
            private NumericDocValues at = DocValues.emptyNumeric();

            @Override
            protected void doSetNextReader(LeafReaderContext leaf) throws IOException {
                if (!wanted.test(leaf)) {
                    throw new CollectionTerminatedException();
                }
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
        scope.known(query, snapshot);
        return query.build();
    }

    private Query compiled(Level of) throws IOException {
        return new QueryCompiler(words, snapshot.searcher(), of, scope.asOf() != null).compile(asked);
    }

    /** Numbers of all wordings of a record; 0, where none was kept, is none. What is asked of the record holds for each of its stretches. */
    private BitSet wordings(int record) throws IOException {
        var leaf = snapshot.reader().leaves().get(ReaderUtil.subIndex(record, snapshot.reader().leaves()));
        int document = record - leaf.docBase;
        var columns = SegmentColumns.of(leaf.reader());
        var numbers = new BitSet();
        for (int d = firstStretch(leaf, document); d < document; d++) {
            numbers.set(Standing.version(columns.standing(d)));
        }
        numbers.clear(0);
        return numbers;
    }

    private static int firstStretch(LeafReaderContext leaf, int record) throws IOException {
        return record == 0 ? 0 : RECORDS.getBitSet(leaf).prevSetBit(record - 1) + 1;
    }
}
