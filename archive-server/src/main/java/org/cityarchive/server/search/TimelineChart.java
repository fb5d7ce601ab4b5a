package org.cityarchive.server.search;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Bar;
import org.cityarchive.core.search.RecordSearch.Span;
import org.jspecify.annotations.Nullable;

/**
 * The result over time, as bars: all records that answer the query without its dates, and of each bar those that answer with them
 * (DESIGN.md §5, timeline brush). The dark parts of all bars add up to the records found.
 *
 * @param unit "day", "month" or "year"
 * @param range what all bars span, in words
 * @param columns oldest first, without holes; at least one
 * @param first index of the first bar in the chosen range
 * @param last index of the last one
 * @param rest the query without its dates, canonical
 * @param from first day of the chosen range; null: no bound
 * @param until first day after it; null: no bound
 * @param total records in all bars
 * @param chosen records in the dark parts
 */
record TimelineChart(String unit, String range, List<Column> columns, List<Tick> ticks, int first, int last, String rest,
        @Nullable LocalDate from, @Nullable LocalDate until, long total, long chosen) {
    private static final int HEIGHT = 58;
    private static final int MOST_DAYS = 120;
    private static final int MOST_MONTHS = 15 * 12;
    /** More years than these come from wrong dates: those without records are left out. */
    private static final int MOST_YEARS = 200;
    private static final int MOST_TICKS = 8;

    /** What counts records over time. */
    @FunctionalInterface
    interface Counting {
        List<Bar> bars(RecordQuery query, Span span);
    }

    /**
     * A bar.
     *
     * @param starts its first day
     * @param on its span as the query language names it; empty where no query can name it
     * @param x left edge, percent
     * @param width percent
     * @param height of all its records, pixels
     * @param dark of those in the chosen range
     */
    record Column(LocalDate starts, LocalDate ends, String label, String on, String x, String width, int height, int dark,
            long count,
            long chosen, boolean in) {
        /** Where it begins, in pixels from above. */
        public int top() {
            return HEIGHT - height;
        }

        public int darkTop() {
            return HEIGHT - dark;
        }
    }

    /** A word under the bars. */
    record Tick(String x, String label) {}

    /** Empty: without its dates the query finds nothing either. */
    static Optional<TimelineChart> of(RecordQuery query, ZoneId city, Counting counting) {
        var terms = QueryTerms.of(query);
        var rest = terms.withoutDates();
        var months = counting.bars(rest.query(), Span.MONTH);
        if (months.isEmpty()) {
            return Optional.empty();
        }
        var span = span(months);
        var all = span == Span.MONTH ? months : counting.bars(rest.query(), span);
        var dark = new HashMap<LocalDate, Long>();
        (rest.equals(terms) ? all : counting.bars(query, span)).forEach(bar -> dark.put(bar.from(), bar.count()));
        return Optional.of(new Drawing(span, all, dark, Chosen.of(terms.dates(), city)).chart(rest));
    }

    private static Span span(List<Bar> months) {
        var first = months.getFirst().from();
        var last = months.getLast().from();
        if (ChronoUnit.DAYS.between(first, last.plusMonths(1)) < MOST_DAYS) {
            return Span.DAY;
        }
        return ChronoUnit.MONTHS.between(first, last) >= MOST_MONTHS ? Span.YEAR : Span.MONTH;
    }

    /** Percent of the width up to a bar. */
    static String percent(int of, int all) {
        return String.format(Locale.ROOT, "%.3f%%", 100.0 * of / all);
    }

    public String left() {
        return percent(first, columns.size());
    }

    public String right() {
        return percent(last + 1, columns.size());
    }

    public String wide() {
        return percent(last + 1 - first, columns.size());
    }

    /** The first days of all bars, and the day after the last. */
    public String days() {
        var days = new StringBuilder();
        columns.forEach(column -> days.append(column.starts()).append(' '));
        return days.append(columns.getLast().ends()).toString();
    }

    /** The bounds that the dates of a query set together, in days of the city. */
    private record Chosen(@Nullable LocalDate from, @Nullable LocalDate until) {

        static Chosen of(List<List<RecordQuery.Made>> dates, ZoneId city) {
            LocalDate from = null;
            LocalDate until = null;
            for (var alternatives : dates) {
                var earliest = day(alternatives, false, city);
                var latest = day(alternatives, true, city);
                from = earliest != null && (from == null || earliest.isAfter(from)) ? earliest : from;
                until = latest != null && (until == null || latest.isBefore(until)) ? latest : until;
            }
            return new Chosen(from, until);
        }

        /** Null where one of them sets no bound. */
        private static @Nullable LocalDate day(List<RecordQuery.Made> alternatives, boolean latest, ZoneId city) {
            LocalDate found = null;
            for (var made : alternatives) {
                var bound = latest ? made.until() : made.from();
                if (bound == null) {
                    return null;
                }
                var at = bound.atZone(city);
                var day = latest && !at.toLocalDate().atStartOfDay(city).isEqual(at)
                        ? at.toLocalDate().plusDays(1)
                        : at.toLocalDate();
                found = found == null || (latest ? day.isAfter(found) : day.isBefore(found)) ? day : found;
            }
            return found;
        }

        boolean touches(LocalDate starts, LocalDate ends) {
            return (from == null || ends.isAfter(from)) && (until == null || starts.isBefore(until));
        }
    }

    /** Lays out the bars. */
    private record Drawing(Span span, List<Bar> all, Map<LocalDate, Long> dark, Chosen range) {

        TimelineChart chart(QueryTerms rest) {
            var bars = filled();
            long most = all.stream().mapToLong(Bar::count).max().orElse(1);
            var columns = new ArrayList<Column>();
            for (int i = 0; i < bars.size(); i++) {
                columns.add(column(bars.get(i), i, bars.size(), most));
            }
            var in = columns.stream().filter(Column::in).toList();
            int first = in.isEmpty() ? 0 : columns.indexOf(in.getFirst());
            int last = in.isEmpty() ? -1 : columns.indexOf(in.getLast());
            var words = columns.size() == 1
                    ? columns.getFirst().label()
                    : columns.getFirst().label() + " to " + columns.getLast().label();
            return new TimelineChart(span.name().toLowerCase(Locale.ROOT), words, List.copyOf(columns), ticks(columns), first,
                    last,
                    rest.canonical(), range.from(), range.until(), all.stream().mapToLong(Bar::count).sum(),
                    dark.values().stream().mapToLong(Long::longValue).sum());
        }

        private List<Bar> filled() {
            var first = all.getFirst().from();
            var last = all.getLast().from();
            if (span == Span.YEAR && ChronoUnit.YEARS.between(first, last) > MOST_YEARS) {
                return all;
            }
            var counts = new HashMap<LocalDate, Long>();
            all.forEach(bar -> counts.put(bar.from(), bar.count()));
            var bars = new ArrayList<Bar>();
            for (var day = first; !day.isAfter(last); day = next(day)) {
                bars.add(new Bar(day, counts.getOrDefault(day, 0L)));
            }
            return bars;
        }

        private Column column(Bar bar, int index, int bars, long most) {
            var ends = next(bar.from());
            long chosen = dark.getOrDefault(bar.from(), 0L);
            var width = String.format(Locale.ROOT, "%.3f%%", (bars > 40 ? 78.0 : 88.0) / bars);
            return new Column(bar.from(), ends, pattern("MMM d, uuuu", "MMM uuuu", "uuuu", bar.from()),
                    named(bar.from()), percent(index, bars), width, height(bar.count(), most),
                    height(chosen, most), bar.count(), chosen, range.touches(bar.from(), ends));
        }

        private String named(LocalDate day) {
            return day.getYear() < 0 || day.getYear() > 9999 ? "" : pattern("uuuu-MM-dd", "uuuu-MM", "uuuu", day);
        }

        /** What is there is seen, however little it is. */
        private static int height(long count, long most) {
            return count == 0 ? 0 : (int) Math.max(2, Math.round((double) HEIGHT * count / most));
        }

        private LocalDate next(LocalDate day) {
            return switch (span) {
                case DAY -> day.plusDays(1);
                case MONTH -> day.plusMonths(1);
                case YEAR -> day.plusYears(1);
            };
        }

        private String pattern(String ofDay, String ofMonth, String ofYear, LocalDate day) {
            var pattern = switch (span) {
                case DAY -> ofDay;
                case MONTH -> ofMonth;
                case YEAR -> ofYear;
            };
            return DateTimeFormatter.ofPattern(pattern, Locale.US).format(day);
        }

        /** Words under the bars where a year begins, or a month where bars are days; not more than fit. */
        private List<Tick> ticks(List<Column> columns) {
            var marks = new ArrayList<Tick>();
            for (int i = 0; i < columns.size(); i++) {
                var day = columns.get(i).starts();
                boolean begins = (i == 0 && columns.size() < 12)
                        || (span == Span.DAY ? day.getDayOfMonth() == 1 : day.getDayOfYear() == 1);
                if (begins) {
                    var label = span == Span.DAY && columns.size() >= 12
                            ? DateTimeFormatter.ofPattern("MMM uuuu", Locale.US).format(day)
                            : pattern("MMM d", "uuuu", "uuuu", day);
                    marks.add(new Tick(percent(i, columns.size()), label));
                }
            }
            int step = (marks.size() + MOST_TICKS - 1) / MOST_TICKS;
            var ticks = new ArrayList<Tick>();
            for (int i = 0; i < marks.size(); i += Math.max(1, step)) {
                ticks.add(marks.get(i));
            }
            return List.copyOf(ticks);
        }
    }
}
