package org.cityarchive.search.query;

import java.io.IOException;
import java.util.Arrays;

import org.apache.lucene.index.SortedDocValues;

/** Counts the records of one segment by a value of their stretches, each record once a value. */
final class Tally {
    static final int NONE = -1;

    private final int[] values;
    private final int[] counts;

    private Tally(int[] values, int[] counts) {
        this.values = values;
        this.counts = counts;
    }

    static Tally of(AnsweringStretches segment, SortedDocValues values) throws IOException {
        var ofStretch = new int[segment.size()];
        var counts = new int[values.getValueCount()];
        var last = new int[counts.length];
        Arrays.fill(last, -1);
        for (int place = 0; place < segment.found(); place++) {
            for (int i = segment.start(place); i < segment.end(place); i++) {
                int value = values.advanceExact(segment.stretch(i)) ? values.ordValue() : NONE;
                ofStretch[i] = value;
                if (value != NONE && last[value] != place) {
                    last[value] = place;
                    counts[value]++;
                }
            }
        }
        return new Tally(ofStretch, counts);
    }

    /** How many records have a stretch of this value. */
    int records(int value) {
        return counts[value];
    }

    /** How many values there are in the segment. */
    int size() {
        return counts.length;
    }

    /** The value of the stretch at this index among those that answer; {@link #NONE}: it has none. */
    int value(int stretch) {
        return values[stretch];
    }
}
