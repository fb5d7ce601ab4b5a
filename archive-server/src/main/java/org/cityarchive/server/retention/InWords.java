package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.cityarchive.core.retention.RetentionPeriod;
import org.cityarchive.core.retention.Series.Action;
import org.cityarchive.core.retention.Series.Subcommittee;
import org.cityarchive.core.retention.Trigger;

/** How pages say periods, triggers and legal days. */
public final class InWords {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, uuuu", Locale.US);

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM", Locale.US);

    private static final Pattern COUNTED = Pattern.compile("(\\d{1,4})\\s*(year|month|day)s?");

    private InWords() {}

    /** Such as "3 years from closed"; what is permanent is kept "for ever". */
    public static String keeps(RetentionPeriod period, Trigger trigger) {
        return period.isPermanent() ? "for ever" : period(period) + " from " + trigger(trigger);
    }

    /** Such as "3 years". */
    public static String period(RetentionPeriod period) {
        var unit = switch (period.unit()) {
            case DAYS -> "day";
            case MONTHS -> "month";
            case YEARS -> "year";
            case PERMANENT -> "for ever";
        };
        return period.isPermanent() ? unit : period.length() + " " + unit + (period.length() == 1 ? "" : "s");
    }

    /** Reads a period as {@link #period(RetentionPeriod)} says it; empty: it is not said so, or is too long. */
    static Optional<RetentionPeriod> period(String words) {
        var said = words.strip().toLowerCase(Locale.ROOT);
        if (said.equals("for ever") || said.equals("forever")) {
            return Optional.of(RetentionPeriod.PERMANENT);
        }
        var parts = COUNTED.matcher(said);
        if (!parts.matches()) {
            return Optional.empty();
        }
        int length = Integer.parseInt(parts.group(1));
        return length < 1 || length > RetentionPeriod.LONGEST
                ? Optional.empty()
                : Optional.of(
                        new RetentionPeriod(RetentionPeriod.Unit.valueOf(parts.group(2).toUpperCase(Locale.ROOT) + "S"), length));
    }

    /** What starts the clock, after "from". */
    public static String trigger(Trigger trigger) {
        return switch (trigger) {
            case CREATION -> "creation or last edit";
            case CLOSED -> "matter closed";
            case SUPERSEDED -> "superseded";
            case FY_END_AUDITED -> "fiscal year audited";
            case EVENT -> "event";
            case PERMANENT -> "nothing: kept for ever";
        };
    }

    /** What happens at the end. */
    public static String then(Action action) {
        return switch (action) {
            case DESTROY -> "destroy";
            case DESTROY_CONFIDENTIAL -> "destroy, confidentially";
            case REVIEW -> "review by a person";
            case TRANSFER -> "hand over, then destroy here";
            case RETAIN -> "retain";
        };
    }

    /** Whether the state's subcommittee must agree, after its name. */
    public static String agrees(Subcommittee subcommittee) {
        return switch (subcommittee) {
            case EXEMPT -> "not asked: the city qualifies";
            case REQUIRED -> "must agree";
            case UNKNOWN -> "not known, so it must agree";
        };
    }

    /** A month, such as "Nov". */
    static String month(LocalDate day) {
        return MONTH.format(day);
    }

    /** A legal day, such as "Nov 20, 2026": it has no time. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }
}
