package org.cityarchive.server.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;

/** Instants as the city's people read them: in the city's zone, with its name. */
public final class CityTimes {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm a z", Locale.US);
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm a", Locale.US);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("MMM d, uuuu, h:mm:ss a z", Locale.US);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("h:mm:ss a", Locale.US);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("h:mm a", Locale.US);
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private final Supplier<ZoneId> city;
    private final Clock clock;

    public CityTimes(Supplier<ZoneId> city, Clock clock) {
        this.city = city;
        this.clock = clock;
    }

    public ZoneId city() {
        return city.get();
    }

    public Instant now() {
        return clock.instant();
    }

    /** Such as "Nov 20, 2026, 9:14 AM MST". */
    public String minute(Instant instant) {
        return MINUTE.withZone(city.get()).format(instant);
    }

    /** Such as "Nov 20, 2026, 9:14 AM", where the zone is said elsewhere. */
    public String brief(Instant instant) {
        return SHORT.withZone(city.get()).format(instant);
    }

    /** Such as "Nov 20, 2026, 9:14:06 AM MST". */
    public String second(Instant instant) {
        return SECOND.withZone(city.get()).format(instant);
    }

    /** Such as "Nov 20, 2026". */
    public String day(Instant instant) {
        return DAY.withZone(city.get()).format(instant);
    }

    /** Such as "9:14:06 AM". */
    public String clock(Instant instant) {
        return CLOCK.withZone(city.get()).format(instant);
    }

    /** Such as "9:14 AM". */
    public String hour(Instant instant) {
        return HOUR.withZone(city.get()).format(instant);
    }

    /** Such as "2026-11-20 16:14:06 UTC". */
    public String utc(Instant instant) {
        return UTC.format(instant);
    }

    /** Such as "19 h 14 m"; the two greatest units. */
    public static String length(Duration length) {
        var whole = length.abs();
        if (whole.toDays() > 0) {
            return whole.toDays() + " d " + whole.toHoursPart() + " h";
        }
        if (whole.toHours() > 0) {
            return whole.toHours() + " h " + whole.toMinutesPart() + " m";
        }
        return whole.toMinutes() > 0 ? whole.toMinutes() + " min " + whole.toSecondsPart() + " s" : whole.toSeconds() + " s";
    }
}
