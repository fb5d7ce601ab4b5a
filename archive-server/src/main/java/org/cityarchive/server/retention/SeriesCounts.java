package org.cityarchive.server.retention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/** How many records belong to each series now, by the same search that the number links to? */
final class SeriesCounts {
    private final RecordSearch search;
    private final ScheduleBook book;
    private final RetentionActs acts;

    SeriesCounts(RecordSearch search, ScheduleBook book, RetentionActs acts) {
        this.search = search;
        this.book = book;
        this.acts = acts;
    }

    /**
     * As of now.
     *
     * @param unclassified how many have no series
     * @param unclassifiedQuery the search that lists exactly these; null: no series is known
     */
    record Counted(long records, Map<SeriesCode, Long> bySeries, long unclassified, @Nullable String unclassifiedQuery) {
        long of(SeriesCode series) {
            return bySeries.getOrDefault(series, 0L);
        }
    }

    /** The search that lists the records of a series. */
    static String href(SeriesCode series) {
        return PageAddress.of("/search").with("q", "series:" + series).toString();
    }

    Counted now() {
        var schedules = book.now().now().schedules();
        var codes = schedules.adopted().stream().flatMap(one -> one.series().stream()).map(one -> one.code())
                .collect(Collectors.toSet());
        schedules.rules().values().stream().map(RuleAdopted::series).forEach(codes::add);
        var counts = new LinkedHashMap<SeriesCode, Long>();
        codes.stream().sorted().forEach(code -> counts.put(code, count("series:" + code)));
        var none = codes.stream().sorted().filter(code -> counts.getOrDefault(code, 0L) > 0).map(code -> "-series:" + code)
                .collect(Collectors.joining(" "));
        long all = count("");
        return new Counted(all, Map.copyOf(counts), none.isEmpty() ? all : count(none), none);
    }

    private long count(String query) {
        try {
            return search.search(new Search(RecordQuery.parse(query, acts.zone()), Sort.NEWEST, 1, null, null, null, false))
                    .total();
        } catch (QueryError _) {
            return 0; // a schedule adopted this moment, which search does not know yet
        }
    }
}
