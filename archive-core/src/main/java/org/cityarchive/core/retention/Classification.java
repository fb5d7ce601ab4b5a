package org.cityarchive.core.retention;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.cityarchive.core.retention.RetentionEvent.RecordClassified;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;

/**
 * Which series a record belongs to, and why. Computed: nothing of it is stored, so nothing stored can contradict the law.
 *
 * @param series each with the rules that put the record there; no rules where a clerk's exception did
 * @param byException whether a clerk's exception stands in the place of the rules
 */
public record Classification(SortedMap<SeriesCode, SortedSet<RuleVersion>> series, boolean byException) {

    /**
     * @param matching the rules in force that match the record
     * @param exception the last one made for it; one without series has ended
     */
    public static Classification of(Collection<RuleAdopted> matching, Optional<RecordClassified> exception) {
        List<SeriesCode> excepted = exception.map(RecordClassified::series).orElse(List.of());
        var series = new TreeMap<SeriesCode, SortedSet<RuleVersion>>();
        if (!excepted.isEmpty()) {
            excepted.forEach(code -> series.put(code, new TreeSet<>()));
            return new Classification(series, true);
        }
        matching.forEach(rule -> series.computeIfAbsent(rule.series(), _ -> new TreeSet<>()).add(rule.version()));
        return new Classification(series, false);
    }

    /** Whether no series is known: such a record is kept. */
    public boolean isEmpty() {
        return series.isEmpty();
    }
}
