package org.cityarchive.server.disposition;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.cityarchive.core.disposition.JudgedPart;

/**
 * A whole list as it was found to stand.
 *
 * @param position up to which facts were looked at: none of them undoes what was found
 * @param at when that was
 * @param since when the first of its parts was opened and judged
 * @param parts in their order
 */
record CheckedList(LocalDate day, long position, Instant at, Instant since, List<Part> parts, ListTally tally) {

    /**
     * A part of it.
     *
     * @param looked what was looked at, and up to which fact
     * @param at when its records were opened
     */
    record Part(JudgedPart looked, Instant at, ListTally tally) {
        /** Whether each of its records was found, and may go. */
        boolean mayGo() {
            return tally.barred() == 0 && tally.found() == looked.records().size();
        }
    }

    static CheckedList of(LocalDate day, long position, Instant at, List<Part> parts) {
        return new CheckedList(day, position, at, parts.stream().map(Part::at).min(Instant::compareTo).orElse(at),
                List.copyOf(parts), ListTally.of(parts.stream().map(Part::tally).toList()));
    }

    /** Whether some of it was opened noticeably before it was asked for. */
    public boolean isEarlier() {
        return since.isBefore(at.minusSeconds(10));
    }

    /** Those parts of which each record may go: the law is told of them, and asks for every fact that came since. */
    List<JudgedPart> mayGo() {
        return parts.stream().filter(Part::mayGo).map(Part::looked).toList();
    }
}
