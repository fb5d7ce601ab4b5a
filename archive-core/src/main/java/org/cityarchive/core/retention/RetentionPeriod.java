package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * How long a series is kept after its trigger date (LAW.md C.1).
 *
 * @param length how many of them, at least 1; 0 where it is for ever
 */
public record RetentionPeriod(Unit unit, int length) {
    public static final RetentionPeriod PERMANENT = new RetentionPeriod(Unit.PERMANENT, 0);
    /** Days, months or years at most. */
    public static final int LONGEST = 1_000;
    private static final Pattern FORM = Pattern.compile("P(\\d{1,4})([YMD])");

    /** What a period is counted in. */
    public enum Unit {
        DAYS, MONTHS, YEARS, PERMANENT
    }

    public RetentionPeriod {
        if (unit == Unit.PERMANENT ? length != 0 : length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("a period is 1 to " + LONGEST + " days, months or years, or permanent");
        }
    }

    public static RetentionPeriod ofYears(int years) {
        return new RetentionPeriod(Unit.YEARS, years);
    }

    /**
     * Reads {@code PERMANENT} or an ISO 8601 period of one unit, for example {@code P3Y}.
     *
     * @throws IllegalArgumentException it is neither
     */
    public static RetentionPeriod parse(String text) {
        if (text.equals("PERMANENT")) {
            return PERMANENT;
        }
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("a period is PERMANENT, or years, months or days as in P3Y, P18M or P30D");
        }
        int length = Integer.parseInt(parts.group(1));
        return switch (parts.group(2)) {
            case "Y" -> new RetentionPeriod(Unit.YEARS, length);
            case "M" -> new RetentionPeriod(Unit.MONTHS, length);
            default -> new RetentionPeriod(Unit.DAYS, length);
        };
    }

    public boolean isPermanent() {
        return unit == Unit.PERMANENT;
    }

    /**
     * The last day on which it must be kept. 29 February falls back to the 28th; the day after is the first on which it may go, so no
     * period comes out shorter than it is (LAW.md C.4).
     *
     * @throws IllegalStateException a permanent period has no last day
     */
    public LocalDate through(LocalDate triggerDate) {
        return switch (unit) {
            case DAYS -> triggerDate.plusDays(length);
            case MONTHS -> triggerDate.plusMonths(length);
            case YEARS -> triggerDate.plusYears(length);
            case PERMANENT -> throw new IllegalStateException("a permanent period has no last day");
        };
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return switch (unit) {
            case DAYS -> "P" + length + "D";
            case MONTHS -> "P" + length + "M";
            case YEARS -> "P" + length + "Y";
            case PERMANENT -> "PERMANENT";
        };
    }
}
