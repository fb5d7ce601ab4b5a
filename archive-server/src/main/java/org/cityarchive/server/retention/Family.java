package org.cityarchive.server.retention;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureEvent.StateObserved;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.request.RequestEvent;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.request.RequestsNow;
import org.cityarchive.core.retention.RecordNow;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.server.store.FactReader;

/**
 * Records with what they answer and, where asked for, what answers them: their facts, in a few statements however many there are.
 *
 * @param facts by record, all that name it, oldest first
 * @param records what the facts say of each
 * @param replies by record, what answers it, destroyed ones included
 * @param destroyed those of them that are
 */
record Family(Map<RecordId, List<Recorded<?>>> facts, Map<RecordId, RecordNow> records, Map<RecordId, Set<RecordId>> replies,
        Set<RecordId> destroyed) {

    /**
     * Reads them as of a position.
     *
     * @param withReplies whether what answers them, and what answers that, is read as well
     */
    static Family of(Collection<RecordId> asked, boolean withReplies, FactReader facts, long upTo) {
        var family = alone(asked, facts, upTo);
        if (withReplies) {
            family.descend(asked, facts, upTo);
        }
        family.ascend(asked, facts, upTo);
        return family;
    }

    /** Reads them with all that stands in a thread with them: what they answer, up to where it begins, and whatever answers any of it. */
    static Family ofThreads(Collection<RecordId> asked, FactReader facts, long upTo) {
        var family = alone(asked, facts, upTo);
        family.ascend(asked, facts, upTo);
        var firsts = new LinkedHashSet<>(asked);
        asked.forEach(record -> firsts.add(family.first(record)));
        family.descend(firsts, facts, upTo);
        return family;
    }

    /** These records alone. */
    static Family alone(Collection<RecordId> asked, FactReader facts, long upTo) {
        var family = new Family(new LinkedHashMap<>(), new HashMap<>(), new HashMap<>(), new HashSet<>());
        family.read(asked, facts, upTo);
        return family;
    }

    private void ascend(Collection<RecordId> from, FactReader reader, long upTo) {
        Collection<RecordId> above = from;
        while (!above.isEmpty()) {
            var parents = new LinkedHashSet<RecordId>();
            above.forEach(
                    record -> record(record).parent().filter(parent -> !facts.containsKey(parent)).ifPresent(parents::add));
            read(parents, reader, upTo);
            above = parents;
        }
    }

    private void descend(Collection<RecordId> from, FactReader reader, long upTo) {
        var met = new HashSet<>(from);
        Collection<RecordId> below = from;
        while (!below.isEmpty()) {
            below = answering(below, reader, upTo).stream().filter(met::add).toList();
            read(below.stream().filter(reply -> !facts.containsKey(reply)).toList(), reader, upTo);
        }
    }

    /** Those that answer these. */
    private Set<RecordId> answering(Collection<RecordId> these, FactReader reader, long upTo) {
        var answering = new LinkedHashSet<RecordId>();
        reader.tagged("parent", texts(these), upTo).forEach((parent, told) -> {
            for (var recorded : told) {
                if (recorded.fact() instanceof CaptureEvent reply) {
                    replies.computeIfAbsent(new RecordId(UUID.fromString(parent)), _ -> new LinkedHashSet<>())
                            .add(reply.record());
                    answering.add(reply.record());
                }
            }
        });
        return answering;
    }

    private void read(Collection<RecordId> these, FactReader reader, long upTo) {
        reader.tagged("record", texts(these), upTo).forEach((id, told) -> {
            var record = new RecordId(UUID.fromString(id));
            var now = RecordNow.UNKNOWN;
            for (var recorded : told) {
                now = now.with(recorded);
                if (recorded.fact() instanceof RecordDestroyed) {
                    destroyed.add(record);
                } else if (recorded.fact() instanceof StateObserved) {
                    destroyed.remove(record); // it came back: another life, which may end like any
                }
            }
            facts.put(record, told);
            records.put(record, now);
        });
    }

    private static List<String> texts(Collection<RecordId> these) {
        return these.stream().map(RecordId::toString).distinct().toList();
    }

    RecordNow record(RecordId record) {
        return records.getOrDefault(record, RecordNow.UNKNOWN);
    }

    /** What the record answers, as the law counts it. */
    List<RecordId> ancestors(RecordId record) {
        return RetentionNow.ancestors(record(record), records);
    }

    /** Where its thread begins, whether that was captured or not: itself, where it answers nothing. */
    RecordId first(RecordId record) {
        var ancestors = ancestors(record);
        return ancestors.isEmpty() ? record : ancestors.getLast();
    }

    /** Where a thread begins and all that answers it, however far below; what was destroyed included. */
    Set<RecordId> thread(RecordId first) {
        var thread = new LinkedHashSet<>(Set.of(first));
        var below = new ArrayDeque<>(thread);
        while (!below.isEmpty()) {
            replies.getOrDefault(below.remove(), Set.of()).stream().filter(thread::add).forEach(below::add);
        }
        return thread;
    }

    /** Whether it was captured and is not destroyed. */
    boolean stands(RecordId record) {
        return record(record).isKnown() && !destroyed.contains(record);
    }

    /** What answers it, destroyed ones included, in the order of ids: a decision reads that they are, and waits for none of them. */
    List<RecordId> repliesTo(RecordId record) {
        return replies.getOrDefault(record, Set.of()).stream().sorted().toList();
    }

    /** Which requests refer to these records. */
    RequestsNow requests(Set<RequestId> closed) {
        var requests = new RequestsNow(Set.of(), closed, Map.of());
        for (var told : new ArrayList<>(facts.values())) {
            for (var recorded : told) {
                if (recorded.fact() instanceof RequestEvent.RecordIncluded
                        || recorded.fact() instanceof RequestEvent.RecordExcluded) {
                    requests = requests.with(recorded.fact());
                }
            }
        }
        return requests;
    }
}
