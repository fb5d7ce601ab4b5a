package org.cityarchive.search.query;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

import org.cityarchive.core.search.RecordSearch.Bar;

/** How many records were made in each span of the calendar, by its first day; kept small, as every segment keeps one. */
final class Dates {
    private final int[] days;
    private final int[] counts;

    private Dates(int[] days, int[] counts) {
        this.days = days;
        this.counts = counts;
    }

    /** @param bars oldest first */
    static Dates of(List<Bar> bars) {
        return new Dates(bars.stream().mapToInt(bar -> Math.toIntExact(bar.from().toEpochDay())).toArray(),
                bars.stream().mapToInt(bar -> Math.toIntExact(bar.count())).toArray());
    }

    /** Without some that are all among them. */
    Dates less(Dates gone) {
        var left = counts.clone();
        for (int i = 0; i < gone.days.length; i++) {
            left[Arrays.binarySearch(days, gone.days[i])] -= gone.counts[i];
        }
        return new Dates(days, left);
    }

    void addTo(CalendarCounts calendar) {
        for (int i = 0; i < days.length; i++) {
            if (counts[i] > 0) {
                calendar.add(LocalDate.ofEpochDay(days[i]), counts[i]);
            }
        }
    }
}
