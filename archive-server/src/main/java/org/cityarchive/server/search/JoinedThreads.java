package org.cityarchive.server.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.server.capture.Records;

/** Who stands in which thread, and who came to stand in one by a fact: what a record answers may be told long after the record. */
record JoinedThreads(Records records) {

    /**
     * The records of which these facts tell what they answer, and all that answers them: each with the last fact that may have brought it
     * into another thread.
     */
    Map<RecordId, Long> moved(List<Recorded<CaptureEvent>> batch, long upTo) {
        var moved = new HashMap<RecordId, Long>();
        for (var recorded : batch) {
            if (recorded.fact().parent() != null) {
                moved.merge(recorded.fact().record(), recorded.position(), Math::max);
            }
        }
        Set<RecordId> level = Set.copyOf(moved.keySet());
        while (!level.isEmpty()) {
            var below = new HashSet<RecordId>();
            records.answers(level, upTo, _ -> {
                // a fact that cannot be read is named by the audit
            }).forEach((above, answers) -> answers.forEach(answer -> {
                long at = moved.getOrDefault(above, 0L);
                if (moved.getOrDefault(answer, 0L) < at) {
                    moved.put(answer, at);
                    below.add(answer);
                }
            }));
            level = below;
        }
        return moved;
    }

    /** The same records with what stands above each, as facts told up to a position. */
    List<SearchableRecord> placed(Collection<SearchableRecord> some, long upTo) {
        var parents = new HashMap<RecordId, RecordId>();
        var met = new HashSet<RecordId>();
        Set<RecordId> level = new HashSet<>();
        some.forEach(one -> level.add(one.id()));
        while (!level.isEmpty()) {
            met.addAll(level);
            var above = new HashSet<RecordId>();
            records.told(level, upTo).forEach((id, told) -> told.forEach(fact -> {
                var parent = fact.fact().parent();
                if (parent != null && parents.putIfAbsent(id, parent) == null) {
                    above.add(parent);
                }
            }));
            above.removeAll(met);
            level.clear();
            level.addAll(above);
        }
        return some.stream().map(one -> one.under(above(one.id(), parents))).toList();
    }

    private static List<RecordId> above(RecordId record, Map<RecordId, RecordId> parents) {
        var chain = new LinkedHashSet<RecordId>();
        for (var up = parents.get(record); up != null && chain.add(up); up = parents.get(up)) {
            // each once: a circle ends where it began
        }
        return List.copyOf(chain);
    }
}
