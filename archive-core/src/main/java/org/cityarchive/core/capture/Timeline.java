package org.cityarchive.core.capture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Reads a record's life from the set of its sightings, in whatever order they came (DATA.md §3). Wordings are ordered by the
 * platform's version time, else by observed time; states by observed time.
 *
 * @param <V> what stands for a version field's value: a print in the law, the value itself where content is open
 */
final class Timeline<V> {

    /**
     * One sighting.
     *
     * @param effective instant that orders the wording
     * @param shown the version fields it showed; null when it showed no content
     * @param part number of the sealed part that holds what it showed; 0 none
     */
    record Point<V>(Instant effective, Instant observedAt, State state, @Nullable SortedMap<String, V> shown, int part) {
        static <V> Point<V> of(Sighting sighting, @Nullable SortedMap<String, V> shown, int part) {
            return new Point<>(sighting.effective(), sighting.observedAt(), sighting.state(), shown, part);
        }

        boolean tellsWordingOf(Point<V> other) {
            return shown != null && effective.equals(other.effective) && shown.equals(other.shown);
        }

        boolean tellsStateOf(Point<V> other) {
            return state == other.state && observedAt.equals(other.observedAt);
        }
    }

    /**
     * A wording that stood until the next.
     *
     * @param first the sighting that began it
     * @param fields every version field known while it stood, carried forward where a source did not show it
     */
    record Wording<V>(Point<V> first, SortedMap<String, V> fields) {}

    /** A state that lasted until the next. */
    record Standing<V>(Point<V> first) {}

    private final List<Point<V>> byEffect;
    private final List<Point<V>> byObserved;

    /** @param ties orders different wordings of the same instant; must depend on the wordings alone */
    Timeline(List<Point<V>> points, Comparator<SortedMap<String, V>> ties) {
        byEffect = new ArrayList<>();
        for (var point : points) {
            if (point.shown() != null) {
                byEffect.add(point);
            }
        }
        byEffect.sort(Comparator.<Point<V>, Instant>comparing(Point::effective)
                .thenComparing(p -> shown(p), ties)
                .thenComparing(Point::observedAt)
                .thenComparingInt(Point::part));
        byObserved = new ArrayList<>(points);
        byObserved.sort(Comparator.<Point<V>, Instant>comparing(Point::observedAt)
                .thenComparing(Point::state)
                .thenComparingInt(Point::part));
    }

    List<Wording<V>> wordings() {
        var wordings = new ArrayList<Wording<V>>();
        for (var point : byEffect) {
            var shown = shown(point);
            if (wordings.isEmpty() || differs(shown, wordings.getLast().fields())) {
                var fields = wordings.isEmpty() ? new TreeMap<String, V>() : new TreeMap<>(wordings.getLast().fields());
                fields.putAll(shown);
                wordings.add(new Wording<>(point, fields));
            } else {
                wordings.getLast().fields().putAll(shown);
            }
        }
        return wordings;
    }

    List<Standing<V>> states() {
        var states = new ArrayList<Standing<V>>();
        for (var point : byObserved) {
            if (states.isEmpty() || states.getLast().first().state() != point.state()) {
                states.add(new Standing<>(point));
            }
        }
        return states;
    }

    /**
     * The sightings that {@link #wordings()} cannot do without: those that begin a wording or show a field for the first time. Where several
     * wordings share an instant, their order is known only to who can open them; so each of them is kept, and nothing is taken as known
     * of the fields in which they differ.
     */
    List<Point<V>> needed() {
        var needed = new ArrayList<Point<V>>();
        var known = new TreeMap<String, V>();
        for (var group : instants()) {
            var wordings = new LinkedHashMap<SortedMap<String, V>, Point<V>>();
            group.forEach(point -> wordings.putIfAbsent(shown(point), point));
            wordings.forEach((shown, point) -> {
                if (wordings.size() > 1 || differs(shown, known) || !known.keySet().containsAll(shown.keySet())) {
                    needed.add(point);
                }
            });
            var disputed = new HashSet<String>();
            var told = new TreeMap<String, V>();
            wordings.keySet().forEach(shown -> shown.forEach((name, value) -> {
                if (!value.equals(told.computeIfAbsent(name, _ -> value))) {
                    disputed.add(name);
                }
            }));
            known.putAll(told);
            known.keySet().removeAll(disputed);
        }
        return needed;
    }

    /** The sightings that begin a state. */
    List<Point<V>> turns() {
        return states().stream().map(Standing::first).toList();
    }

    private List<List<Point<V>>> instants() {
        var groups = new ArrayList<List<Point<V>>>();
        for (var point : byEffect) {
            if (groups.isEmpty() || !groups.getLast().getFirst().effective().equals(point.effective())) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(point);
        }
        return groups;
    }

    /** Whether a field that both know has another value. */
    static <V> boolean differs(Map<String, V> shown, Map<String, V> known) {
        for (var field : shown.entrySet()) {
            var before = known.get(field.getKey());
            if (before != null && !before.equals(field.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static <V> SortedMap<String, V> shown(Point<V> point) {
        var shown = point.shown();
        if (shown == null) {
            throw new IllegalStateException("a sighting without content has no place among wordings");
        }
        return shown;
    }
}
