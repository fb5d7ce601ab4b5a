package org.cityarchive.server.search;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** When mail of new matches is due. */
public final class AlertTimes {
    /** The least time between two mails of one search. */
    static final Duration GROUPED = Duration.ofMinutes(1);
    private static final LocalTime MORNING = LocalTime.of(7, 0);
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final int DOUBLED = 11; // 2^11 minutes are more than the longest wait

    private AlertTimes() {}

    /** The last morning that began, by the city's clock: 7:00 is 7:00 on the days on which clocks change, too. */
    static Instant morning(Instant now, ZoneId city) {
        var day = now.atZone(city).toLocalDate();
        var today = day.atTime(MORNING).atZone(city).toInstant();
        return today.isAfter(now) ? day.minusDays(1).atTime(MORNING).atZone(city).toInstant() : today;
    }

    /** How long to wait after so many tries: a minute, then twice as long each time, at most a day. */
    public static Duration wait(int tries) {
        var wait = Duration.ofMinutes(1L << Math.min(Math.max(tries - 1, 0), DOUBLED));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
