package org.cityarchive.server.disposition;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.request.InRequest;
import org.cityarchive.core.retention.Obstacle;
import org.cityarchive.core.retention.RetentionObstacle;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.disposition.Rechecking.Found;
import org.jspecify.annotations.Nullable;

/**
 * How records of a list stand, in numbers: as short for many as for few.
 *
 * @param groups the records of each combination of series, by its codes
 * @param found how many were looked at
 * @param held how many are on hold or cooling off
 * @param requested how many are in an open request
 * @param proven of how many all that is kept was opened and is what was captured
 * @param other in how many records' way something else stands
 * @param why such a thing; null: nothing of that kind stands in anybody's way
 * @param confidential how many end confidentially, by a series of theirs
 * @param barred how many may not go, for whatever reason
 * @param first one that may not, with what stands in its way; null: each may
 * @param wordings by code, all wordings that count
 */
record ListTally(SortedMap<String, Group> groups, long found, long held, long requested, long proven, long other,
        @Nullable Obstacle why, long confidential, long barred, @Nullable Barred first, Map<SeriesCode, List<Series>> wordings) {
    static final ListTally NOTHING = new ListTally(new TreeMap<>(), 0, 0, 0, 0, 0, null, 0, 0, null, Map.of());

    /** A record that may not go. */
    record Barred(RecordId record, Obstacle why) {}

    /**
     * Records that belong to the same series.
     *
     * @param from record date of the oldest
     * @param keptFrom first of the last days on which they were kept; null: not known of any
     */
    record Group(List<SeriesCode> series, LocalDate from, LocalDate to, @Nullable LocalDate keptFrom,
            @Nullable LocalDate keptTo, long records) {
        Group and(Group other) {
            return new Group(series, from.isBefore(other.from) ? from : other.from, to.isAfter(other.to) ? to : other.to,
                    either(keptFrom, other.keptFrom, (one, two) -> one.isBefore(two) ? one : two),
                    either(keptTo, other.keptTo, (one, two) -> one.isAfter(two) ? one : two), records + other.records);
        }

        private static @Nullable LocalDate either(@Nullable LocalDate one, @Nullable LocalDate two,
                BinaryOperator<LocalDate> both) {
            return one == null ? two : two == null ? one : both.apply(one, two);
        }
    }

    static ListTally of(Rechecking.Checked checked) {
        var groups = new TreeMap<String, Group>();
        Obstacle why = null;
        Barred first = null;
        for (var one : checked.found()) {
            var day = one.date().day();
            groups.merge(one.series().toString(), new Group(one.series(), day, day, one.through(), one.through(), 1), Group::and);
            if (first == null && !one.standing().isEmpty()) {
                first = new Barred(one.record(), one.standing().getFirst());
            }
            why = why == null ? one.standing().stream().filter(DueWhy::isOther).findFirst().orElse(null) : why;
        }
        return new ListTally(groups, checked.found().size(),
                checked.with(List.of(RetentionObstacle.Held.class, RetentionObstacle.CoolingOff.class)).size(),
                checked.with(List.of(InRequest.class)).size(), checked.found().stream().filter(Found::proven).count(),
                checked.found().stream().filter(one -> one.standing().stream().anyMatch(DueWhy::isOther)).count(), why,
                checked.found().stream().filter(Found::confidential).count(),
                checked.found().stream().filter(one -> !one.standing().isEmpty()).count(), first, checked.series());
    }

    static ListTally of(Collection<ListTally> some) {
        return some.stream().reduce(NOTHING, ListTally::and);
    }

    private ListTally and(ListTally more) {
        var all = new TreeMap<>(groups);
        more.groups.forEach((name, group) -> all.merge(name, group, Group::and));
        var words = new HashMap<>(wordings);
        words.putAll(more.wordings);
        return new ListTally(all, found + more.found, held + more.held, requested + more.requested, proven + more.proven,
                other + more.other, why == null ? more.why : why, confidential + more.confidential, barred + more.barred,
                first == null ? more.first : first,
                words);
    }
}
