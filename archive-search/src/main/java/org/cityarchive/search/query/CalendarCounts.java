package org.cityarchive.search.query;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.cityarchive.core.search.Moments;
import org.cityarchive.core.search.RecordSearch.Bar;
import org.cityarchive.core.search.RecordSearch.Span;

/** Counts by days, months or years of the city. */
final class CalendarCounts {
    private final Span span;
    private final ZoneId city;
    private final TreeMap<Long, Counted> byStart = new TreeMap<>();
    private Counted latest = new Counted(LocalDate.EPOCH, 0, 0);

    /** A span of time from its first microsecond to the first after it, and how often it was met. */
    private static final class Counted {
        private final LocalDate first;
        private final long from;
        private final long until;
        private long count;

        Counted(LocalDate first, long from, long until) {
            this.first = first;
            this.from = from;
            this.until = until;
        }

        boolean holds(long micros) {
            return from <= micros && micros < until;
        }
    }

    CalendarCounts(Span span, ZoneId city) {
        this.span = span;
        this.city = city;
    }

    void add(long micros) {
        if (!latest.holds(micros)) {
            latest = find(micros);
        }
        latest.count++;
    }

    /** Counts so many that were made on one day. */
    void add(LocalDate day, long count) {
        add(start(day));
        latest.count += count - 1;
    }

    private Counted find(long micros) {
        Map.Entry<Long, Counted> before = byStart.floorEntry(micros);
        if (before != null && before.getValue().holds(micros)) {
            return before.getValue();
        }
        var day = Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(city).toLocalDate();
        var first = switch (span) {
            case DAY -> day;
            case MONTH -> day.withDayOfMonth(1);
            case YEAR -> day.withDayOfYear(1);
        };
        var next = switch (span) {
            case DAY -> first.plusDays(1);
            case MONTH -> first.plusMonths(1);
            case YEAR -> first.plusYears(1);
        };
        var counted = new Counted(first, start(first), start(next));
        byStart.put(counted.from, counted);
        return counted;
    }

    private long start(LocalDate day) {
        return Moments.micros(day.atStartOfDay(city).toInstant());
    }

    /** Oldest first. */
    List<Bar> bars() {
        return byStart.values().stream().map(counted -> new Bar(counted.first, counted.count)).toList();
    }
}
