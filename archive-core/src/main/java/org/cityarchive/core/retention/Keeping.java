package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;

/**
 * How long one series keeps one record, by its wording in the schedule that is newest; the greater keeps longer (LAW.md C.5).
 *
 * @param counting the last day of its period if the clock began with the record's own date: among clocks that have not begun, the longer
 *        period is the longer keeping
 */
public record Keeping(Series series, Obligation obligation, LocalDate counting) implements Comparable<Keeping> {
    private static final Comparator<Keeping> LENGTH = Comparator.comparingInt((Keeping keeping) -> switch (keeping.obligation()) {
        case Obligation.Through _ -> 0;
        case Obligation.Permanent _ -> 1;
        case Obligation.Unresolved _ -> 2;
    }).thenComparing(Keeping::last);

    static Keeping of(Series series, RecordDate date, Map<Trigger, LocalDate> entered, SchedulesNow schedules) {
        return new Keeping(series, Obligation.of(series, date, entered, schedules),
                series.period().isPermanent() ? LocalDate.MAX : series.period().through(date.day()));
    }

    /** Whether no day can be said, because the date that starts the clock is missing. */
    public boolean isUnresolved() {
        return obligation instanceof Obligation.Unresolved;
    }

    private LocalDate last() {
        return switch (obligation) {
            case Obligation.Through(var _, var day) -> day;
            case Obligation.Permanent _ -> LocalDate.MAX;
            case Obligation.Unresolved _ -> counting;
        };
    }

    /** By length alone; of two that keep equally long, neither is the greater. */
    @Override
    public int compareTo(Keeping other) {
        return LENGTH.compare(this, other);
    }
}
