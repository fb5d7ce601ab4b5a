package org.cityarchive.server.people;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * Which acts a request asks for.
 *
 * @param text begins a person's name, an account's handle, or an id; empty for everything
 * @param person the id of one actor; null for all
 * @param period the word of the period; {@code all} where from and to say it
 * @param from acts before are left out; null for none
 * @param to acts at or after are left out; null for none
 */
record AuditAsked(String text, @Nullable String person, Period period, @Nullable Instant from, @Nullable Instant to,
        Set<AuditKind> kinds, @Nullable Cursor cursor, int limit) {
    static final String[] PARAMETERS = {"text", "person", "period", "from", "to", "kinds", "cursor", "limit", "format"};

    /** How far back, from now. */
    enum Period {
        DAY("Last day", 1), WEEK("Last 7 days", 7), MONTH("Last 30 days", 30), YEAR("Last year", 365), ALL("All", 0);

        private final String title;
        private final int days;

        Period(String title, int days) {
            this.title = title;
            this.days = days;
        }

        public String title() {
            return title;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The last row of a page: newest first, and of one instant by source and number.
     *
     * @param micros since 1970
     * @param source which table, in their order
     * @param number its number there
     */
    record Cursor(long micros, int source, long number) {
        static Cursor read(String given) {
            if (!given.matches("[0-9]{1,17}-[0-9]-[0-9]{1,18}")) {
                throw new BadParameter("cursor", "The cursor is not one of this list; leave it out to begin anew.");
            }
            var parts = given.split("-", -1);
            return new Cursor(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }

        static Cursor of(Instant at, int source, long number) {
            return new Cursor(ChronoUnit.MICROS.between(Instant.EPOCH, at), source, number);
        }

        Instant at() {
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        }

        @Override
        public String toString() {
            return micros + "-" + source + "-" + number;
        }
    }

    /** @param standard what is shown when the request names no period and no kind */
    static AuditAsked of(Parameters given, CityTimes times, Period standard, Set<AuditKind> kinds) {
        given.only(PARAMETERS);
        var from = given.time("from", times.city());
        var to = given.time("to", times.city());
        boolean between = from.isPresent() || to.isPresent();
        var named = given.word("period", Period.class).orElse(standard);
        var period = between ? Period.ALL : named;
        return new AuditAsked(text(given, "text").orElse("").strip(), text(given, "person").orElse(null), period,
                from.or(() -> since(period, times)).orElse(null), to.orElse(null),
                given.text("kinds").map(AuditAsked::kinds).orElse(kinds),
                given.cursor().map(Cursor::read).orElse(null), given.limit());
    }

    /** No name and no id holds a NUL, and the database takes none. */
    private static Optional<String> text(Parameters given, String name) {
        var text = given.text(name);
        if (text.filter(words -> words.indexOf(0) >= 0).isPresent()) {
            throw new BadParameter(name, "The parameter " + name + " holds a NUL, which no name and no id does.");
        }
        return text;
    }

    /** To the minute, so that the pages of one list begin at one instant. */
    private static Optional<Instant> since(Period period, CityTimes times) {
        return period == Period.ALL
                ? Optional.empty()
                : Optional.of(times.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofDays(period.days)));
    }

    private static Set<AuditKind> kinds(String given) {
        if ("none".equals(given)) {
            return Set.of();
        }
        return Arrays
                .stream(given.split(",", -1)).map(word -> Arrays.stream(AuditKind.values()).filter(k -> k.word().equals(word))
                        .findFirst()
                        .orElseThrow(() -> new BadParameter("kinds", "The parameter kinds takes, with commas between: none, "
                                + Arrays.stream(AuditKind.values()).map(AuditKind::word).collect(Collectors.joining(", "))
                                + ".")))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(AuditKind.class)));
    }

    /** The kinds as an address spells them. */
    static String spelled(Set<AuditKind> kinds) {
        return kinds.isEmpty() ? "none" : kinds.stream().sorted().map(AuditKind::word).collect(Collectors.joining(","));
    }

    /** The same, a page further on. */
    AuditAsked after(@Nullable Cursor next, int rows) {
        return new AuditAsked(text, person, period, from, to, kinds, next, rows);
    }
}
