package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;

import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.cityarchive.search.index.Standing;

/**
 * What facets count of some records of one segment, each record once a value, in the segment's own numbers of values. Nothing of it tells
 * which records they were.
 */
final class SegmentCounts {
    private final int records;
    private final int[] accounts;
    private final int[] platforms;
    private final int[] ways;
    private final int[] carried;
    private final int[] langs;
    private final Dates dates;
    private final NameCounts names;

    private SegmentCounts(int records, int[][] values, Dates dates, NameCounts names) {
        this.records = records;
        this.accounts = values[0];
        this.platforms = values[1];
        this.ways = values[2];
        this.carried = values[3];
        this.langs = values[4];
        this.dates = dates;
        this.names = names;
    }

    /**
     * Counts the records of the stretches that were found.
     *
     * @param level whose documents tell how a record stands, and when it was made
     * @param span of the calendar by which times are counted
     */
    static SegmentCounts of(AnsweringStretches found, Level level, Span span, ZoneId city) throws IOException {
        var columns = SegmentColumns.of(found.reader());
        var times = new CalendarCounts(span, city);
        var ways = new int[Standing.WAYS];
        for (int place = 0; place < found.found(); place++) {
            int document = found.document(place, level);
            ways[Standing.way(columns.standing(document))]++;
            times.add(columns.at(document));
        }
        return new SegmentCounts(found.found(), new int[][]{ofRecords(found, columns.accounts()),
                ofRecords(found, columns.platforms()), ways, carried(found, columns), langs(found, columns.langs())},
                Dates.of(times.bars()), NameCounts.of(found, columns));
    }

    private static int[] ofRecords(AnsweringStretches found, SegmentColumns.Values values) {
        var counts = new int[values.count()];
        for (int place = 0; place < found.found(); place++) {
            int value = values.of(found.record(place));
            if (value >= 0) {
                counts[value]++;
            }
        }
        return counts;
    }

    private static int[] carried(AnsweringStretches found, SegmentColumns columns) {
        var counts = new int[RecordFields.CARRIED.size()];
        for (int place = 0; place < found.found(); place++) {
            long all = 0;
            for (int i = found.start(place); i < found.end(place); i++) {
                all |= columns.carried(found.stretch(i));
            }
            for (long bits = all; bits != 0; bits &= bits - 1) {
                counts[Long.numberOfTrailingZeros(bits)]++;
            }
        }
        return counts;
    }

    private static int[] langs(AnsweringStretches found, SegmentColumns.Values values) {
        var counts = new int[values.count()];
        var counted = new int[counts.length]; // place after the last record that counted
        for (int place = 0; place < found.found(); place++) {
            for (int i = found.start(place); i < found.end(place); i++) {
                int value = values.of(found.stretch(i));
                if (value >= 0 && counted[value] <= place) {
                    counted[value] = place + 1;
                    counts[value]++;
                }
            }
        }
        return counts;
    }

    /** Without some of them, counted of the same segment in the same way. */
    SegmentCounts less(SegmentCounts gone) {
        return new SegmentCounts(records - gone.records, new int[][]{less(accounts, gone.accounts),
                less(platforms, gone.platforms), less(ways, gone.ways), less(carried, gone.carried), less(langs, gone.langs)},
                dates.less(gone.dates), names.less(gone.names));
    }

    private static int[] less(int[] counts, int[] gone) {
        var left = counts.clone();
        for (int i = 0; i < left.length; i++) {
            left[i] -= gone[i];
        }
        return left;
    }

    int records() {
        return records;
    }

    Dates dates() {
        return dates;
    }

    NameCounts names() {
        return names;
    }

    /** Records of each way of standing. */
    void addWays(long[] into) {
        for (int way = 0; way < ways.length; way++) {
            into[way] += ways[way];
        }
    }

    /** Records by the things they carry, in the order of {@link RecordFields#CARRIED}. */
    void addCarried(long[] into) {
        for (int i = 0; i < carried.length; i++) {
            into[i] += carried[i];
        }
    }

    void addAccounts(SegmentColumns columns, Map<String, Long> into) {
        add(accounts, columns.accounts(), into);
    }

    void addPlatforms(SegmentColumns columns, Map<String, Long> into) {
        add(platforms, columns.platforms(), into);
    }

    void addLangs(SegmentColumns columns, Map<String, Long> into) {
        add(langs, columns.langs(), into);
    }

    private static void add(int[] counts, SegmentColumns.Values values, Map<String, Long> into) {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                into.merge(values.word(i), (long) counts[i], Long::sum);
            }
        }
    }
}
