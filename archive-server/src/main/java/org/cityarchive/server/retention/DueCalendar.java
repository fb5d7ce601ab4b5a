package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What comes due when, as far as is known now: the first day on which nothing stands in the way of a record, by quarters of five years. */
final class DueCalendar {
    private static final int YEARS = 5;
    private static final int MONTHS = 3;
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    private final JdbcClient sql;
    private final RetentionActs acts;

    DueCalendar(DataSource database, RetentionActs acts) {
        this.sql = JdbcClient.create(database);
        this.acts = acts;
    }

    /**
     * A quarter.
     *
     * @param label such as "Jan to Mar 2027"
     * @param series how many of each series become due in it; a record of several counts in each
     * @param records how many become due in it
     * @param total how many are due at its end
     * @param due the list of what becomes due in it
     * @param href the list of what is due on its last day
     */
    record Quarter(String label, Map<String, Long> series, long records, long total, String due, String href) {}

    /** A calendar year, with the list of what becomes due in it: the sum of its quarters; those of the first and the last that are not shown are past, or later. */
    record Year(int year, List<Quarter> quarters, String due) {
        public long records() {
            return quarters.stream().mapToLong(Quarter::records).sum();
        }

        /** Of one series. */
        public long of(String code) {
            return quarters.stream().mapToLong(one -> one.series().getOrDefault(code, 0L)).sum();
        }
    }

    /**
     * Five years from today.
     *
     * @param due how many are due today already
     * @param codes the series that have any, in their order
     * @param later how many come due after these years, which laterHref lists; never: how many wait for a deed, or are kept for ever
     */
    record Years(long due, String dueHref, List<String> codes, List<Year> years, long later, String laterHref, long never) {
        /** The most of one quarter, to draw bars by; at least 1. */
        public long most() {
            return Math.max(1,
                    years.stream().flatMap(one -> one.quarters().stream()).mapToLong(Quarter::records).max().orElse(1));
        }
    }

    Years years() {
        var today = acts.today();
        var first = today.withMonth((today.getMonthValue() - 1) / MONTHS * MONTHS + 1).withDayOfMonth(1);
        var end = today.equals(first) ? first.plusYears(YEARS) : first.plusYears(YEARS).plusMonths(MONTHS); // the fifth year whole
        long due = count("due_on <= :day", today);
        var bySeries = bySeries(today, end);
        var byQuarter = byQuarter(today, end);
        var quarters = new TreeMap<Integer, List<Quarter>>();
        long total = due;
        for (var from = first; from.isBefore(end); from = from.plusMonths(MONTHS)) {
            long records = byQuarter.getOrDefault(from, 0L);
            total += records;
            var last = from.plusMonths(MONTHS).minusDays(1);
            quarters.computeIfAbsent(from.getYear(), _ -> new ArrayList<>())
                    .add(new Quarter(label(from), bySeries.getOrDefault(from, Map.of()), records, total,
                            href(later(from, today), last),
                            href(null, last)));
        }
        var codes = bySeries.values().stream().flatMap(one -> one.keySet().stream()).distinct().sorted().toList();
        return new Years(due, href(null, today), codes,
                quarters.entrySet().stream().map(one -> year(one.getKey(), List.copyOf(one.getValue()), first, today)).toList(),
                count("due_on >= :day", end), href(end, LAST_DAY),
                sql.sql("select count(*) from retention_record where " + DueRows.undated()).query(Long.class).single());
    }

    private static Year year(int year, List<Quarter> quarters, LocalDate first, LocalDate today) {
        var begins = LocalDate.ofYearDay(year, 1);
        var last = (year == first.getYear() ? first : begins).plusMonths((long) MONTHS * quarters.size()).minusDays(1);
        return new Year(year, quarters, href(later(begins, today), last));
    }

    /** What is due on its first day already does not come due any more. */
    private static LocalDate later(LocalDate day, LocalDate today) {
        return day.isAfter(today) ? day : today.plusDays(1);
    }

    /** @param since the first day of those that are listed; null: all that are due on the last day */
    private static String href(@Nullable LocalDate since, LocalDate last) {
        return PageAddress.of("/disposition").with("on", last.toString()).with("reason", "due")
                .with("since", since == null ? null : since.toString()).toString();
    }

    private static String label(LocalDate from) {
        var last = from.plusMonths(MONTHS - 1L);
        return InWords.month(from) + " to " + InWords.month(last) + " " + last.getYear();
    }

    private long count(String where, LocalDate day) {
        return sql.sql("select count(*) from retention_record where not destroyed and " + where).param("day", day)
                .query(Long.class).single();
    }

    private Map<LocalDate, Long> byQuarter(LocalDate after, LocalDate before) {
        var quarters = new TreeMap<LocalDate, Long>();
        sql.sql("""
                select date_trunc('quarter', due_on)::date as quarter, count(*) as records from retention_record
                where not destroyed and due_on > :after and due_on < :before group by 1""").param("after", after)
                .param("before", before)
                .query(row -> {
                    quarters.put(row.getObject("quarter", LocalDate.class), row.getLong("records"));
                });
        return quarters;
    }

    private Map<LocalDate, Map<String, Long>> bySeries(LocalDate after, LocalDate before) {
        var quarters = new TreeMap<LocalDate, Map<String, Long>>();
        sql.sql("""
                select date_trunc('quarter', due_on)::date as quarter, s as series, count(*) as records
                from retention_record cross join unnest(series) s
                where not destroyed and due_on > :after and due_on < :before group by 1, 2""").param("after", after)
                .param("before", before)
                .query(row -> {
                    quarters.computeIfAbsent(row.getObject("quarter", LocalDate.class), _ -> new TreeMap<>())
                            .put(row.getString("series"), row.getLong("records"));
                });
        return quarters;
    }
}
