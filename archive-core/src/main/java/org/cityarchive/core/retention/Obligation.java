package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/** How long one wording of a series obliges the city to keep a record (LAW.md C.5). */
public sealed interface Obligation {
    SeriesCode series();

    /** @param day the last day on which it must be kept, in the city's zone */
    record Through(SeriesCode series, LocalDate day) implements Obligation {}

    /** For ever. */
    record Permanent(SeriesCode series) implements Obligation {}

    /**
     * The clock has not begun: longer than for ever, until a person enters the date.
     *
     * @param year the fiscal year whose audit report is awaited; empty: the date is one of the record's own
     */
    record Unresolved(SeriesCode series, Trigger trigger, Optional<FiscalYear> year) implements Obligation {}

    /**
     * @param entered dates that people entered for this record, by trigger
     */
    static Obligation of(Series series, RecordDate date, Map<Trigger, LocalDate> entered, SchedulesNow schedules) {
        if (series.period().isPermanent()) {
            return new Permanent(series.code());
        }
        Optional<LocalDate> began = switch (series.trigger()) {
            case CREATION -> Optional.of(date.day());
            // a date before the record was made or edited cannot have closed it: the later one is the safe one
            case CLOSED, SUPERSEDED, EVENT -> Optional.ofNullable(entered.get(series.trigger()))
                    .map(on -> on.isBefore(date.day()) ? date.day() : on);
            case FY_END_AUDITED -> schedules.auditTriggerOf(date.fiscalYear());
            case PERMANENT -> Optional.empty();
        };
        return began.<Obligation>map(day -> new Through(series.code(), series.period().through(day)))
                .orElseGet(() -> new Unresolved(series.code(), series.trigger(),
                        series.trigger() == Trigger.FY_END_AUDITED ? Optional.of(date.fiscalYear()) : Optional.empty()));
    }
}
