package org.cityarchive.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/**
 * What one arm of a criteria selects: facts with all of these tags, of one of these types.
 *
 * @param types none: any
 */
record Criterion(Set<TagKey> tags, Set<String> types) {

    /** The arms of a criteria; one that selects everything where it has none. */
    static List<Criterion> of(EventCriteria criteria) {
        if (!criteria.hasCriteria()) {
            return List.of(new Criterion(Set.of(), Set.of()));
        }
        var arms = new ArrayList<Criterion>();
        for (var arm : criteria.flatten()) {
            arms.add(new Criterion(
                    arm.tags().stream().map(t -> TagKey.of(t.key(), t.value())).collect(Collectors.toUnmodifiableSet()),
                    arm.types().stream().map(QualifiedName::name).collect(Collectors.toUnmodifiableSet())));
        }
        return arms;
    }

    boolean matches(String type, Set<TagKey> of) {
        return (types.isEmpty() || types.contains(type)) && of.containsAll(tags);
    }

    boolean everything() {
        return tags.isEmpty() && types.isEmpty();
    }

    /** One tag and nothing else: the usual case, for which the newest position of the tag is all there is to know. */
    boolean oneTag() {
        return tags.size() == 1 && types.isEmpty();
    }

    /** The position up to which a condition has seen the facts; {@code Long.MAX_VALUE} where it asks for nothing. */
    static long seenUpTo(AppendCondition condition) {
        ConsistencyMarker marker = condition.consistencyMarker();
        if (marker.equals(ConsistencyMarker.INFINITY)) {
            return Long.MAX_VALUE;
        }
        return marker.equals(ConsistencyMarker.ORIGIN) ? 0 : GlobalIndexConsistencyMarker.position(marker);
    }
}
