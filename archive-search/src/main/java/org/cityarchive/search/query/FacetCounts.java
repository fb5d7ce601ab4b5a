package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Span;
import org.cityarchive.search.index.RecordFields;
import org.cityarchive.search.index.Standing;

/** Counts records by what they have in common. */
final class FacetCounts {
    static final Comparator<FacetCount> LARGEST_FIRST = (a, b) -> a.count() == b.count()
            ? a.value().compareTo(b.value())
            : Long.compare(b.count(), a.count());

    private final Map<String, Long> accounts = new HashMap<>();
    private final Map<String, Long> platforms = new HashMap<>();
    private final Map<String, Long> langs = new HashMap<>();
    private final long[] ways = new long[Standing.WAYS];
    private final long[] carried = new long[RecordFields.CARRIED.size()];
    private final CalendarCounts years;

    private FacetCounts(ZoneId city) {
        this.years = new CalendarCounts(Span.YEAR, city);
    }

    /** @param names the names of authors, as they were read before */
    static Map<String, List<FacetCount>> of(List<CountedSegment> segments, ZoneId city, AuthorNames names) throws IOException {
        var counts = new FacetCounts(city);
        for (var segment : segments) {
            counts.add(segment);
        }
        return counts.counts(new AuthorCounts(names, segments));
    }

    private void add(CountedSegment segment) throws IOException {
        var counts = segment.counts();
        var columns = SegmentColumns.of(segment.reader());
        counts.addAccounts(columns, accounts);
        counts.addPlatforms(columns, platforms);
        counts.addLangs(columns, langs);
        counts.addWays(ways);
        counts.addCarried(carried);
        counts.dates().addTo(years);
    }

    private Map<String, List<FacetCount>> counts(AuthorCounts authors) throws IOException {
        var byYear = new HashMap<String, Long>();
        years.bars().forEach(bar -> byYear.put(year(bar.from().getYear()), bar.count()));
        var has = new HashMap<String, Long>();
        for (int i = 0; i < carried.length; i++) {
            if (carried[i] > 0) {
                has.put(word(RecordFields.CARRIED.get(i)), carried[i]);
            }
        }
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
        facets.put("has", sorted(has));
        facets.put("lang", sorted(langs));
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
        var sorted = new ArrayList<FacetCount>(counts.size());
        counts.forEach((value, count) -> sorted.add(new FacetCount(value, count)));
        sorted.sort(LARGEST_FIRST);
        return List.copyOf(sorted);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
