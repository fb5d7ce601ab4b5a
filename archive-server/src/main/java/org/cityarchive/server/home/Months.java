package org.cityarchive.server.home;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.web.PageAddress;

/** How many records were made in each of the last twelve months of the city's calendar, and how many of them are deleted. */
final class Months {
    private static final int SHOWN = 12;
    private static final int HEIGHT = 64;
    private static final int STEP = 25;

    private final RecordSearch search;

    Months(RecordSearch search) {
        this.search = search;
    }

    /**
     * One month.
     *
     * @param x where its bar begins; heights and places are of a drawing 300 wide and 64 high
     */
    record Bar(String letter, String name, long records, long deleted, String href, String deletedHref, int x, int height,
            int deletedHeight) {

        /** Where its bar begins. */
        public int top() {
            return HEIGHT - height;
        }

        /** Where the bar of the deleted ones begins. */
        public int deletedTop() {
            return HEIGHT - deletedHeight;
        }
    }

    /**
     * The months, the last one last.
     *
     * @param span such as "Dec–Nov"
     */
    record Drawn(List<Bar> bars, String span, String sentence) {
        /** The present month. */
        public Bar last() {
            return bars.getLast();
        }
    }

    Drawn until(Instant now, ZoneId city) {
        var last = YearMonth.from(now.atZone(city));
        record Counted(YearMonth month, String query, long records, long deleted) {}
        var counted = new ArrayList<Counted>();
        for (var month = last.minusMonths(SHOWN - 1L); !month.isAfter(last); month = month.plusMonths(1)) {
            var query = "on:" + month;
            long records = count(query, city);
            counted.add(new Counted(month, query, records, records == 0 ? 0 : count(query + " is:deleted", city)));
        }
        long most = Math.max(1, counted.stream().mapToLong(Counted::records).max().orElse(1));
        var bars = new ArrayList<Bar>();
        for (var one : counted) {
            var name = one.month().getMonth().getDisplayName(TextStyle.FULL, Locale.US) + " " + one.month().getYear();
            bars.add(new Bar(name.substring(0, 1), name, one.records(), one.deleted(), href(one.query()),
                    href(one.query() + " is:deleted"), bars.size() * STEP, high(one.records(), most), high(one.deleted(), most)));
        }
        long deleted = bars.stream().mapToLong(Bar::deleted).sum();
        return new Drawn(bars, shortly(last.minusMonths(SHOWN - 1L)) + "–" + shortly(last),
                String.format(Locale.US, "%,d records in twelve months, the most in one month %,d; %,d of them are deleted.",
                        counted.stream().mapToLong(Counted::records).sum(),
                        counted.stream().mapToLong(Counted::records).max().orElse(0),
                        deleted));
    }

    private long count(String query, ZoneId city) {
        return search.search(new Search(RecordQuery.parse(query, city), Sort.NEWEST, 1, null, null, null, false)).total();
    }

    /** At least two where there is any: a bar must be seen. */
    private static int high(long count, long most) {
        return count == 0 ? 0 : (int) Math.max(2, count * HEIGHT / most);
    }

    private static String href(String query) {
        return PageAddress.of("/search").with("q", query).toString();
    }

    private static String shortly(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.SHORT, Locale.US);
    }
}
