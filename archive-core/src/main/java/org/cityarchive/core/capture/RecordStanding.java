package org.cityarchive.core.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.capture.Timeline.Point;
import org.cityarchive.core.capture.RecordLife.Ended;
import org.jspecify.annotations.Nullable;

/**
 * What capture must know of one record: every sighting so far, by facts and beside them.
 *
 * @param told sightings that facts tell
 * @param beside sightings kept beside the facts
 * @param parts what was sealed, by number
 * @param parent what it answers, as facts of this life tell
 * @param ended the life before, where it was destroyed: all the rest tells of the one that came after it
 */
record RecordStanding(List<Known> told, List<Known> beside, Map<Integer, Version> parts, boolean captured,
        @Nullable RecordId parent, @Nullable Ended ended) {
    static final RecordStanding UNKNOWN = new RecordStanding(List.of(), List.of(), Map.of(), false, null, null);

    /**
     * One sighting, with prints for values.
     *
     * @param counters print of the samples taken with it; null when it took none
     * @param createdAt when the platform said the thing was made, where a fact tells it
     */
    record Known(Sighting sighting, Point<Print> point, @Nullable Print counters, @Nullable Instant createdAt) {
        static Known of(CaptureEvent fact) {
            var sighting = fact.sighting();
            var version = fact.version();
            int part = version == null ? 0 : version.number();
            var prints = version == null ? null : version.prints();
            if (prints == null) {
                return new Known(sighting, Point.of(sighting, null, part), null, fact.createdAt());
            }
            var shown = new TreeMap<>(prints);
            var counters = shown.remove(COUNTERS);
            return new Known(sighting, Point.of(sighting, shown.isEmpty() ? null : shown, part), counters, fact.createdAt());
        }
    }

    /** Name under which a print of the samples stands among the prints of version fields. */
    static final String COUNTERS = "counters";

    boolean isNew() {
        return told.isEmpty() && beside.isEmpty();
    }

    int nextNumber() {
        return parts.keySet().stream().mapToInt(Integer::intValue).max().orElse(ended == null ? 0 : ended.parts()) + 1;
    }

    /** After a destruction: nothing is known but that. */
    static RecordStanding after(Ended ended) {
        return new RecordStanding(List.of(), List.of(), Map.of(), false, null, ended);
    }

    /** What was seen before the destruction was destroyed with it, and comes back by no file that holds it still. */
    boolean isOfWhatWasDestroyed(Sighting sighting) {
        return ended != null && !sighting.observedAt().isAfter(ended.at());
    }

    List<Known> all() {
        var all = new ArrayList<>(told);
        all.addAll(beside);
        return all;
    }

    RecordStanding after(CaptureEvent fact) {
        var answered = parent == null ? fact.parent() : parent;
        if (!fact.tellsSighting()) {
            return new RecordStanding(told, beside, parts, captured, answered, ended);
        }
        var version = fact.version();
        var toldNow = new ArrayList<>(told);
        toldNow.add(Known.of(fact));
        var partsNow = new TreeMap<>(parts);
        if (version != null) {
            partsNow.putIfAbsent(version.number(), version);
        }
        return new RecordStanding(toldNow, beside, partsNow, captured || fact instanceof CaptureEvent.Captured
                || (fact instanceof CaptureEvent.ReappearanceObserved back && back.beginsALife()), answered, ended);
    }

    /** Puts a sighting kept beside the facts in; what it showed is read off the part that holds it. */
    RecordStanding with(Sighted row, @Nullable Print counters) {
        var besideNow = new ArrayList<>(beside);
        besideNow.add(new Known(row.sighting(), Point.of(row.sighting(), shown(row), row.part()), counters, null));
        return new RecordStanding(told, besideNow, parts, captured, parent, ended);
    }

    private @Nullable SortedMap<String, Print> shown(Sighted row) {
        if (row.shown().isEmpty()) {
            return null;
        }
        var part = parts.get(row.part());
        if (part == null) {
            throw new IllegalStateException(
                    "a sighting of record " + row.record() + " names part " + row.part() + ", which no fact tells");
        }
        var shown = new TreeMap<>(part.prints());
        shown.keySet().retainAll(row.shown());
        return shown;
    }

    /** A sealed part that holds all of this; 0 when none does. */
    int partHolding(@Nullable SortedMap<String, Print> shown) {
        if (shown == null) {
            return 0;
        }
        for (var part : parts.entrySet()) {
            if (part.getValue().prints().entrySet().containsAll(shown.entrySet())) {
                return part.getKey();
            }
        }
        return 0;
    }
}
