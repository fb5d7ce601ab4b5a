package org.cityarchive.server.disposition;

import java.util.Objects;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import org.cityarchive.server.disposition.Rechecking.Found;
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
    static List<SeriesSum> of(Rechecking.Checked checked) {
        var groups = new TreeMap<String, List<Found>>();
        for (var one : checked.found()) {
            var name = one.series().isEmpty() ? "none" : String.join(" + ", one.series().stream().map(Object::toString).toList());
            groups.computeIfAbsent(name, _ -> new ArrayList<>()).add(one);
        }
        var sums = new ArrayList<SeriesSum>();
        groups.forEach((name, some) -> sums.add(of(name, some, checked)));
        return List.copyOf(sums);
    }

    private static SeriesSum of(String name, List<Found> some, Rechecking.Checked checked) {
        var days = some.stream().map(one -> one.date().day()).sorted().toList();
        var through = some.stream().map(Found::through).filter(Objects::nonNull).sorted().toList();
        var periods = some.getFirst().series().stream()
                .flatMap(code -> checked.series().getOrDefault(code, List.of()).stream())
                .map(one -> DueWhy.period(one) + ", then " + InWords.then(one.action())).distinct().toList();
        return new SeriesSum(name, String.join("; ", periods), days.getFirst(), days.getLast(),
                through.isEmpty() ? null : through.getFirst(), through.isEmpty() ? null : through.getLast(), some.size());
    }
}
