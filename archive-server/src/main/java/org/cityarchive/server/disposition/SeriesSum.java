package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

import org.cityarchive.server.disposition.ListTally.Group;
import org.cityarchive.server.retention.InWords;
import org.jspecify.annotations.Nullable;

/**
 * The records of a list that belong to the same series.
 *
 * @param series codes, joined by "+"; "none" where there is none
 * @param from record date of the oldest
 * @param to record date of the newest
 * @param keptFrom first of the last days on which they were kept; null: not known
 */
record SeriesSum(String series, String period, LocalDate from, LocalDate to, @Nullable LocalDate keptFrom,
        @Nullable LocalDate keptTo, long records) {

    /** In the order of their codes. */
    static List<SeriesSum> of(ListTally tally) {
        return tally.groups().values().stream().map(group -> of(group, tally)).sorted(Comparator.comparing(SeriesSum::series))
                .toList();
    }

    private static SeriesSum of(Group group, ListTally tally) {
        var name = group.series().isEmpty()
                ? "none"
                : String.join(" + ", group.series().stream().map(Object::toString).toList());
        var periods = group.series().stream().flatMap(code -> tally.wordings().getOrDefault(code, List.of()).stream())
                .map(one -> DueWhy.period(one) + ", then " + InWords.then(one.action())).distinct().toList();
        return new SeriesSum(name, String.join("; ", periods), group.from(), group.to(), group.keptFrom(), group.keptTo(),
                group.records());
    }
}
