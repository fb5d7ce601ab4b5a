package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

import org.apache.lucene.index.DocValues;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.jspecify.annotations.Nullable;

/**
 * All stretches that answer, kept so that page, wordings and facets are read off them.
 *
 * @param level whose documents tell of a record: as of a moment it has one stretch, and that tells
 */
record StretchesFound(List<AnsweringStretches> segments, Level level) {
    private record Where(AnsweringStretches segment, int place) {}

    long total() {
        return segments.stream().mapToLong(AnsweringStretches::found).sum();
    }

    /** All of them, counted for facets. */
    List<CountedSegment> counted(ZoneId city) throws IOException {
        var counted = new ArrayList<CountedSegment>();
        for (var segment : segments) {
            if (segment.found() > 0) {
                counted.add(
                        new CountedSegment(segment.leaf(), SegmentCounts.of(segment, level, Span.YEAR, city), segment));
            }
        }
        return counted;
    }

    Found page(Sort sort, int limit, @Nullable Place after) throws IOException {
        var page = new PageOfPlaces<Where>(sort, limit, after);
        for (var segment : segments) {
            var columns = SegmentColumns.of(segment.reader());
            var high = DocValues.getNumeric(segment.reader(), RecordFields.ID_HIGH);
            var low = DocValues.getNumeric(segment.reader(), RecordFields.ID_LOW);
            for (int place = 0; place < segment.found(); place++) {
                long made = columns.at(segment.document(place, level));
                float score = segment.score(place);
                if (page.mayEnter(score, made)) {
                    int record = segment.record(place);
                    page.enter(new Place(score, made, PageCollector.value(high, record), PageCollector.value(low, record)),
                            new Where(segment, place));
                }
            }
        }
        var shown = new ArrayList<Found.Shown>();
        for (var kept : page.kept()) {
            shown.add(Found.Shown.of(kept.place(), kept.what().segment().wordings(kept.what().place())));
        }
        return new Found(total(), shown);
    }
}
