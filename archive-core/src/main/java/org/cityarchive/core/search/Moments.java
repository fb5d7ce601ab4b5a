package org.cityarchive.core.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the moments that queries and filters name: a year, a month or a day of the city, or an instant. */
public final class Moments {
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private Moments() {}

    /** From its first instant to the first one after it; an instant lasts one second. */
    public record Span(Instant from, Instant until) {}

    /** Empty: it is none of {@code 2022}, {@code 2022-03}, {@code 2022-03-01}, {@code 2022-03-01T07:00:00Z}. */
    public static Optional<Span> read(String typed, ZoneId city) {
        try {
            if (YEAR.matcher(typed).matches()) {
                var year = Year.parse(typed);
                return days(year.atDay(1), year.plusYears(1).atDay(1), city);
            }
            if (MONTH.matcher(typed).matches()) {
                var month = YearMonth.parse(typed);
                return days(month.atDay(1), month.plusMonths(1).atDay(1), city);
            }
            if (DAY.matcher(typed).matches()) {
                var day = LocalDate.parse(typed);
                return days(day, day.plusDays(1), city);
            }
            var instant = OffsetDateTime.parse(typed).toInstant();
            return Optional.of(new Span(instant, instant.plusSeconds(1)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Optional<Span> days(LocalDate first, LocalDate next, ZoneId city) {
        return Optional.of(new Span(first.atStartOfDay(city).toInstant(), next.atStartOfDay(city).toInstant()));
    }

    /** Microseconds since 1970, the finest time that search tells apart; instants beyond its range stand at its ends. */
    public static long micros(Instant instant) {
        long seconds = instant.getEpochSecond();
        long bound = Long.MAX_VALUE / 2_000_000;
        return Math.clamp(seconds, -bound, bound) * 1_000_000 + instant.getNano() / 1_000;
    }
}
