package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.time.Month;

/**
 * A city's fiscal year: 1 July to 30 June, named by the calendar year in which it ends (LAW.md C.3).
 *
 * @param year for example 2025, which ends on 30 June 2025
 */
public record FiscalYear(int year) {

    /** The fiscal year that holds this day. */
    public static FiscalYear of(LocalDate day) {
        return new FiscalYear(day.getMonth().compareTo(Month.JULY) >= 0 ? day.getYear() + 1 : day.getYear());
    }

    public LocalDate lastDay() {
        return LocalDate.of(year, Month.JUNE, 30);
    }

    @Override
    public String toString() {
        return "FY" + year;
    }
}
