package org.cityarchive.search.query;

import java.util.BitSet;
import java.io.IOException;

import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;
import org.cityarchive.search.index.RecordFields.Level;
import org.cityarchive.search.index.Standing;

/**
 * The stretches of one segment that answer, in their order, and their records: all that is counted of an answer and shown of it is read
 * off these, so that the index is asked once.
 */
final class AnsweringStretches {
    private static final int FIRST_ROOM = 64;

    private final LeafReaderContext leaf;
    private final org.apache.lucene.util.BitSet parents;
    private int[] stretches = new int[FIRST_ROOM];
    private int[] records = new int[FIRST_ROOM];
    /** Where each record's stretches begin. */
    private int[] starts = new int[FIRST_ROOM];
    private float[] scores = new float[0];
    private int size;
    private int found;
    private int record = -1;

    /** @param parents the documents of records, each after its stretches */
    AnsweringStretches(LeafReaderContext leaf, org.apache.lucene.util.BitSet parents) {
        this.leaf = leaf;
        this.parents = parents;
    }

    /** Takes the next stretch that answers. */
    void add(int stretch) {
        if (stretch > record) {
            record = parents.nextSetBit(stretch);
            records = ArrayUtil.grow(records, found + 1);
            starts = ArrayUtil.grow(starts, found + 1);
            records[found] = record;
            starts[found++] = size;
        }
        stretches = ArrayUtil.grow(stretches, size + 1);
        stretches[size++] = stretch;
    }

    /** Takes the next stretch with its score; the best of its stretches is the record's. */
    void add(int stretch, float score) {
        add(stretch);
        scores = ArrayUtil.grow(scores, found);
        scores[found - 1] = starts[found - 1] == size - 1 ? score : Math.max(scores[found - 1], score);
    }

    LeafReaderContext leaf() {
        return leaf;
    }

    LeafReader reader() {
        return leaf.reader();
    }

    /** How many records answer. */
    int found() {
        return found;
    }

    /** How many stretches answer. */
    int size() {
        return size;
    }

    int stretch(int at) {
        return stretches[at];
    }

    /** The document of the record that was found at this place, from 0. */
    int record(int place) {
        return records[place];
    }

    float score(int place) {
        return scores.length == 0 ? 0 : scores[place];
    }

    /** Index of the first stretch of the record at this place. */
    int start(int place) {
        return starts[place];
    }

    /** Index after its last stretch. */
    int end(int place) {
        return place + 1 < found ? starts[place + 1] : size;
    }

    /** The document of the record at this place, or of its first stretch. */
    int document(int place, Level level) {
        return level == Level.RECORD ? records[place] : stretches[starts[place]];
    }

    /** Numbers of the wordings by which the record at this place answers; 0, where none was kept, is none. */
    BitSet wordings(int place) throws IOException {
        var columns = SegmentColumns.of(reader());
        var numbers = new BitSet();
        for (int i = start(place); i < end(place); i++) {
            numbers.set(Standing.version(columns.standing(stretches[i])));
        }
        numbers.clear(0);
        return numbers;
    }
}
