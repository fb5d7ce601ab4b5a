package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

import javax.sql.DataSource;

import org.cityarchive.core.retention.FiscalYear;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which dates are missing, so that clocks stand still, and for how many records? */
final class MissingDates {
    private final JdbcClient sql;
    private final ScheduleBook book;
    private final RetentionActs acts;

    MissingDates(DataSource database, ScheduleBook book, RetentionActs acts) {
        this.sql = JdbcClient.create(database);
        this.book = book;
        this.acts = acts;
    }

    /**
     * Something for a person to find out and enter.
     *
     * @param words such as "audit report FY2025: date missing"
     * @param year the fiscal year; null: a date of single records
     * @param ended whether that year is over, so that its report may have come
     * @param href the records that wait for it
     */
    record Task(String words, long records, @Nullable FiscalYear year, boolean ended, String href) {}

    private record Group(String series, LocalDate dated, long records) {}

    /** Audit reports first, the oldest year first; then dates of single records, by series. */
    List<Task> tasks() {
        var settled = book.now().now().schedules();
        var today = acts.today();
        var reports = new TreeMap<FiscalYear, Long>(Comparator.comparingInt(FiscalYear::year));
        var tasks = new ArrayList<Task>();
        for (var series : settled.newest(today).map(schedule -> schedule.series()).orElse(List.of())) {
            if (series.trigger() == Trigger.FY_END_AUDITED) {
                groups(series).forEach(group -> {
                    var year = FiscalYear.of(group.dated());
                    if (!settled.audited().containsKey(year)) {
                        reports.merge(year, group.records(), Long::sum);
                    }
                });
            } else if (series.trigger().isOfTheRecord()) {
                long waiting = waiting(series);
                if (waiting > 0) {
                    tasks.add(new Task(series.code() + ": the day of “" + InWords.trigger(series.trigger()) + "” is missing",
                            waiting, null, true, SeriesCounts.href(series.code())));
                }
            }
        }
        var all = new ArrayList<Task>();
        reports.forEach((year, records) -> all.add(new Task("audit report " + year + ": date missing", records, year,
                year.lastDay().isBefore(today), reportHref(settled.newest(today).map(s -> s.series()).orElse(List.of()), year))));
        all.addAll(tasks);
        return List.copyOf(all);
    }

    private static String reportHref(List<Series> series, FiscalYear year) {
        var codes = series.stream().filter(one -> one.trigger() == Trigger.FY_END_AUDITED).map(one -> "series:" + one.code())
                .toList();
        return PageAddress.of("/search")
                .with("q", String.join(" OR ", codes) + " after:" + year.lastDay().minusYears(1).plusDays(1)
                        + " before:" + year.lastDay().plusDays(1))
                .toString();
    }

    /** How many records of a series were made on each first day of a month. */
    private List<Group> groups(Series series) {
        return sql.sql("""
                select date_trunc('month', dated)::date as month, count(*) as records from retention_record
                where not destroyed and :series = any(series) group by 1""").param("series", series.code().value())
                .query((row, _) -> new Group(series.code().value(), row.getObject("month", LocalDate.class),
                        row.getLong("records")))
                .list();
    }

    /** Those of a series for which no date was entered: with one entered, a period would run. */
    private long waiting(Series series) {
        return sql
                .sql("""
                        select count(*) from retention_record where not destroyed and :series = any(series) and (kinds & :trigger) <> 0""")
                .param("series", series.code().value()).param("trigger", Reason.TRIGGER.bit()).query(Long.class).single();
    }
}
