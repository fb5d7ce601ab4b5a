package org.cityarchive.search.query;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.lucene.index.DocValues;
import org.cityarchive.search.index.RecordFields;

/** Counts records by what the stretches that answer carry, and by their language. Stretches of one record count once. */
record StretchCounts(List<AnsweringStretches> segments) {

    Map<String, Long> carried() throws IOException {
        var counts = new HashMap<String, Long>();
        for (var segment : segments) {
            var carries = DocValues.getNumeric(segment.reader(), RecordFields.HAS_COUNTED);
            var tally = new int[RecordFields.CARRIED.size()];
            for (int place = 0; place < segment.found(); place++) {
                long all = 0;
                for (int i = segment.start(place); i < segment.end(place); i++) {
                    all |= carries.advanceExact(segment.stretch(i)) ? carries.longValue() : 0;
                }
                for (long bits = all; bits != 0; bits &= bits - 1) {
                    tally[Long.numberOfTrailingZeros(bits)]++;
                }
            }
            for (int i = 0; i < tally.length; i++) {
                if (tally[i] > 0) {
                    counts.merge(RecordFields.CARRIED.get(i).name().toLowerCase(Locale.ROOT), (long) tally[i], Long::sum);
                }
            }
        }
        return counts;
    }

    Map<String, Long> langs() throws IOException {
        var counts = new HashMap<String, Long>();
        for (var segment : segments) {
            var langs = DocValues.getSorted(segment.reader(), RecordFields.LANG_COUNTED);
            var tally = Tally.of(segment, langs);
            for (int lang = 0; lang < langs.getValueCount(); lang++) {
                if (tally.records(lang) > 0) {
                    counts.merge(langs.lookupOrd(lang).utf8ToString(), (long) tally.records(lang), Long::sum);
                }
            }
        }
        return counts;
    }
}
