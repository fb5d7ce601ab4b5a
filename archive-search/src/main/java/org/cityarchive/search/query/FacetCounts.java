package org.cityarchive.search.query;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
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

    private final Map<String, Long> accounts = new HashMap<>();
    private final Map<String, Long> platforms = new HashMap<>();
    private final long[] ways = new long[Standing.WAYS];
    private final CalendarCounts years;

    FacetCounts(ZoneId city) {
        this.years = new CalendarCounts(Span.YEAR, city);
    }

    /** Counts of one segment, by the segment's own numbers of values. */
    final class Segment {
        private final SortedDocValues account;
        private final SortedDocValues platform;
        private final int[] byAccount;
        private final int[] byPlatform;

        private Segment(LeafReader reader) throws IOException {
            account = DocValues.getSorted(reader, Level.RECORD.of(RecordFields.ACCOUNT));
            platform = DocValues.getSorted(reader, Level.RECORD.of(RecordFields.PLATFORM));
            byAccount = new int[account.getValueCount()];
            byPlatform = new int[platform.getValueCount()];
        }

        /**
         * @param record its own document
         * @param standing its packed {@link Standing}
         * @param at microseconds of making
         */
        void add(int record, long standing, long at) throws IOException {
            if (account.advanceExact(record)) {
                byAccount[account.ordValue()]++;
            }
            if (platform.advanceExact(record)) {
                byPlatform[platform.ordValue()]++;
            }
            ways[Standing.way(standing)]++;
            years.add(at);
        }

        void finish() throws IOException {
            merge(account, byAccount, accounts);
            merge(platform, byPlatform, platforms);
        }
    }

    Segment segment(LeafReader reader) throws IOException {
        return new Segment(reader);
    }

    private static void merge(SortedDocValues values, int[] counts, Map<String, Long> into) throws IOException {
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                into.merge(values.lookupOrd(i).utf8ToString(), (long) counts[i], Long::sum);
            }
        }
    }

    /**
     * @param stretches what stands on the stretches that answer
     * @param authors their authors
     */
    Map<String, List<FacetCount>> counts(StretchCounts stretches, AuthorCounts authors) throws IOException {
        var byYear = new HashMap<String, Long>();
        years.bars().forEach(bar -> byYear.put("%04d".formatted(bar.from().getYear()), bar.count()));
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
        return facets;
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
