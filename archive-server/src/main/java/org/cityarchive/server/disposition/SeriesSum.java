package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.disposition.ListTally.Group;
import org.cityarchive.server.retention.InWords;
import org.jspecify.annotations.Nullable;

/**
 * The records of a list that belong to the same series.
 *
 * @param series codes, joined by "+"; "none" where there is none
 * @param from record date of the oldest of those that are to go; null: all are excepted
 * @param to record date of the newest
 * @param keptFrom first of the last days on which they were kept; null: not known
 * @param excepted how many of them stay
 * @param records how many are to go
 */
record SeriesSum(String series, String period, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable LocalDate keptFrom,
        @Nullable LocalDate keptTo, long excepted, long records) {

    /** How many were put on the list. */
    public long proposed() {
        return excepted + records;
    }

    /**
     * In the order of their codes.
     *
     * @param excepted how many stay, by their series
     */
    static List<SeriesSum> of(ListTally tally, Map<Set<String>, Long> excepted) {
        var sums = new TreeMap<String, SeriesSum>();
        var stay = new HashMap<String, Long>();
        excepted.forEach((codes, count) -> stay.merge(name(codes), count, Long::sum));
        tally.groups().values().forEach(group -> {
            var name = name(group.series().stream().map(SeriesCode::value).toList());
            sums.put(name, of(name, group, tally, stay.getOrDefault(name, 0L)));
        });
        stay.forEach((name, count) -> sums.putIfAbsent(name, new SeriesSum(name, "", null, null, null, null, count, 0)));
        return List.copyOf(sums.values());
    }

    /** All of them added up. */
    static SeriesSum all(List<SeriesSum> sums) {
        return new SeriesSum("All", "", null, null, null, null, sums.stream().mapToLong(SeriesSum::excepted).sum(),
                sums.stream().mapToLong(SeriesSum::records).sum());
    }

    private static String name(Collection<String> codes) {
        return codes.isEmpty() ? "none" : codes.stream().sorted().collect(Collectors.joining(" + "));
    }

    private static SeriesSum of(String name, Group group, ListTally tally, long excepted) {
        var periods = group.series().stream().flatMap(code -> tally.wordings().getOrDefault(code, List.of()).stream())
                .map(one -> DueWhy.period(one) + ", then " + InWords.then(one.action())).distinct().toList();
        return new SeriesSum(name, String.join("; ", periods), group.from(), group.to(), group.keptFrom(), group.keptTo(),
                excepted, group.records());
    }
}
