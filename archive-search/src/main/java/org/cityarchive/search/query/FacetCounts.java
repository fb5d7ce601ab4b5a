package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.SortedDocValues;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.RecordFields.Level;
import org.cityarchive.search.index.Standing;

/** Counts records by what they have in common. */
final class FacetCounts {
    static final Comparator<FacetCount> LARGEST_FIRST = Comparator.comparingLong(FacetCount::count)
            .reversed()
            .thenComparing(FacetCount::value);

    private final StretchesFound found;
    private final Map<String, Long> accounts = new HashMap<>();
    private final Map<String, Long> platforms = new HashMap<>();
    private final long[] ways = new long[Standing.WAYS];
    private final CalendarCounts years;

    private FacetCounts(StretchesFound found, ZoneId city) {
        this.found = found;
        this.years = new CalendarCounts(Span.YEAR, city);
    }

    /** @param names the names of authors, as they were read before */
    static Map<String, List<FacetCount>> of(StretchesFound found, ZoneId city, AuthorNames names) throws IOException {
        var counts = new FacetCounts(found, city);
        for (var segment : found.segments()) {
            if (segment.found() > 0) {
                counts.add(segment);
            }
        }
        return counts.counts(new StretchCounts(found.segments()), new AuthorCounts(names, found.segments()));
    }

    private void add(AnsweringStretches segment) throws IOException {
        count(segment, DocValues.getSorted(segment.reader(), Level.RECORD.of(RecordFields.ACCOUNT)), accounts);
        count(segment, DocValues.getSorted(segment.reader(), Level.RECORD.of(RecordFields.PLATFORM)), platforms);
        var standing = DocValues.getNumeric(segment.reader(), found.level().of(RecordFields.STANDING));
        var at = DocValues.getNumeric(segment.reader(), found.level().of(RecordFields.AT));
        for (int place = 0; place < segment.found(); place++) {
            int document = segment.document(place, found.level());
            ways[Standing.way(PageCollector.value(standing, document))]++;
            years.add(PageCollector.value(at, document));
        }
    }

    private static void count(AnsweringStretches segment, SortedDocValues values, Map<String, Long> into) throws IOException {
        var counts = new int[values.getValueCount()];
        for (int place = 0; place < segment.found(); place++) {
            if (values.advanceExact(segment.record(place))) {
                counts[values.ordValue()]++;
            }
        }
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                into.merge(values.lookupOrd(i).utf8ToString(), (long) counts[i], Long::sum);
            }
        }
    }

    private Map<String, List<FacetCount>> counts(StretchCounts stretches, AuthorCounts authors) throws IOException {
        var byYear = new HashMap<String, Long>();
        years.bars().forEach(bar -> byYear.put(year(bar.from().getYear()), bar.count()));
        var facets = new TreeMap<String, List<FacetCount>>();
        facets.put("account", sorted(accounts));
        facets.put("platform", sorted(platforms));
        facets.put("kind", sorted(by(standing -> word(standing.kind()))));
        facets.put("author", sorted(by(standing -> word(standing.author()))));
        facets.put("authorName", authors.counts());
        facets.put("year", sorted(byYear));
        facets.put("deleted", sorted(by(standing -> Boolean.toString(standing.deleted()))));
        facets.put("edited", sorted(by(standing -> Boolean.toString(standing.edited()))));
        facets.put("hidden", sorted(by(standing -> Boolean.toString(standing.hidden()))));
        facets.put("has", sorted(stretches.carried()));
        facets.put("lang", sorted(stretches.langs()));
        return Collections.unmodifiableMap(facets);
    }

    private static String year(int year) {
        return year >= 1_000 && year <= 9_999 ? Integer.toString(year) : "%04d".formatted(year);
    }

    private Map<String, Long> by(Function<Standing, String> value) {
        var counts = new HashMap<String, Long>();
        for (int way = 0; way < ways.length; way++) {
            if (ways[way] > 0) {
                counts.merge(value.apply(new Standing(way)), ways[way], Long::sum);
            }
        }
        return counts;
    }

    private static List<FacetCount> sorted(Map<String, Long> counts) {
        return counts.entrySet().stream().map(e -> new FacetCount(e.getKey(), e.getValue())).sorted(LARGEST_FIRST).toList();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
