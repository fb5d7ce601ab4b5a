package org.cityarchive.core.capture;

import java.util.Arrays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;

import org.cityarchive.core.capture.Timeline.Point;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * One record's life as a set of facts tells it: its wordings, its states, and the stretches in which neither changed. Pure: the same
 * facts and contents give the same history, in whatever order they came.
 *
 * @param wordings oldest first, numbered from 1
 * @param states oldest first; at least one
 * @param stretches oldest first, without gap; the last has no end
 */
public record RecordHistory(RecordId record, Origin origin, List<Wording> wordings, List<Standing> states,
        List<Stretch> stretches) {

    /**
     * A wording as the archive shows it.
     *
     * @param number place among the record's wordings, from 1; computed, never stored
     * @param from the platform's version time, else when it was first seen
     * @param to when the next one began; null for the last
     * @param content what was shown, version fields carried forward where a source did not show them
     * @param part number of the sealed part that holds its raw bytes
     * @param sighting the sighting that began it
     * @param keptAt when the archive kept it
     */
    public record Wording(int number, Instant from, @Nullable Instant to, Content content, int part, Sighting sighting,
            Instant keptAt) {}

    /**
     * A state.
     *
     * @param to when the next one began; null for the last
     */
    public record Standing(State state, Instant from, @Nullable Instant to, Sighting sighting) {}

    /**
     * A stretch of observed time.
     *
     * @param wording the one that stood; null when none is kept for it
     * @param wordings how many there were up to here
     * @param gone whether it was seen gone here or before
     * @param hidden whether it was seen hidden here or before
     */
    public record Stretch(Instant from, @Nullable Instant to, @Nullable Wording wording, State state, int wordings, boolean gone,
            boolean hidden) {
        /** Whether this stretch holds the instant. */
        public boolean holds(Instant instant) {
            return !instant.isBefore(from) && (to == null || instant.isBefore(to));
        }
    }

    private static final Comparator<SortedMap<String, Object>> BY_CONTENT = (a, b) -> a.equals(b)
            ? 0
            : Arrays.compareUnsigned(CanonicalJson.write(a), CanonicalJson.write(b));

    /**
     * @param facts the record's facts; at least one that tells a sighting
     * @param contents what was sealed, by part number
     */
    public static RecordHistory of(List<Recorded<CaptureEvent>> facts, Map<Integer, Content> contents) {
        var first = facts.getFirst().fact();
        var origin = origin(facts);
        var told = new ArrayList<Told>();
        for (var recorded : facts) {
            if (recorded.fact().tellsSighting()) {
                told.add(Told.of(recorded, origin, contents));
            }
        }
        var timeline = new Timeline<>(told.stream().map(Told::point).toList(), BY_CONTENT);
        var wordings = wordings(timeline, told, contents);
        var states = states(timeline, told, wordings);
        return new RecordHistory(first.record(), origin, wordings, states, stretches(wordings, states));
    }

    /** The state now. */
    public State state() {
        return states.getLast().state();
    }

    /** When it was first seen, by any state. */
    public Instant firstObservedAt() {
        return states.stream().map(s -> s.sighting().observedAt()).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** The platform's creation time, else when it was first seen: by it records are dated and sorted (DATA.md §5). */
    public Instant at() {
        return origin.createdAt() != null ? origin.createdAt() : firstObservedAt();
    }

    /**
     * The same as {@link #at()}, read off the facts alone: to put records in order before any is opened.
     *
     * @param facts a record's; at least one that tells a sighting
     */
    public static Instant at(List<Recorded<CaptureEvent>> facts) {
        var created = origin(facts).createdAt();
        return created != null
                ? created
                : facts.stream().map(f -> f.fact().sighting().observedAt()).min(Comparator.naturalOrder()).orElseThrow();
    }

    /** When the first stretch begins, read off the facts alone: before it the record was not there. */
    public static Instant begins(List<Recorded<CaptureEvent>> facts) {
        return facts.stream().map(Recorded::fact)
                .map(f -> f.version() == null || f.sighting().observedAt().isBefore(f.sighting().effective())
                        ? f.sighting().observedAt()
                        : f.sighting().effective())
                .min(Comparator.naturalOrder()).orElseThrow();
    }

    private record Told(Recorded<CaptureEvent> recorded, Point<Object> point) {
        static Told of(Recorded<CaptureEvent> recorded, Origin origin, Map<Integer, Content> contents) {
            var version = recorded.fact().version();
            SortedMap<String, Object> shown = null;
            int part = 0;
            if (version != null) {
                part = version.number();
                var content = contents.get(part);
                if (content != null) {
                    shown = VersionFields.shown(origin.platform(), content);
                    shown.keySet().retainAll(version.prints().keySet());
                }
            }
            return new Told(recorded,
                    Point.of(recorded.fact().sighting(), shown == null || shown.isEmpty() ? null : shown, part));
        }
    }

    /** What the facts of a record say it is, whatever became of it. */
    public static Origin origin(List<Recorded<CaptureEvent>> facts) {
        Origin origin = null;
        for (var recorded : facts) {
            if (recorded.fact() instanceof CaptureEvent.Captured captured) {
                origin = captured.origin();
            } else if (origin == null && recorded.fact() instanceof CaptureEvent.StateObserved observed) {
                origin = observed.origin();
            }
        }
        if (origin == null) {
            throw new IllegalArgumentException("no fact of record " + facts.getFirst().fact().record() + " tells its origin");
        }
        return origin.madeAt(createdAt(facts));
    }

    /** The earliest sighting that shows a time of creation is believed, so that it does not hang on which came first. */
    private static @Nullable Instant createdAt(List<Recorded<CaptureEvent>> facts) {
        return facts.stream().map(Recorded::fact).filter(fact -> fact.createdAt() != null)
                .min(Comparator.<CaptureEvent, Instant>comparing(fact -> fact.sighting().effective())
                        .thenComparing(fact -> Objects.requireNonNull(fact.createdAt())))
                .map(CaptureEvent::createdAt).orElse(null);
    }

    private static List<Wording> wordings(Timeline<Object> timeline, List<Told> told, Map<Integer, Content> contents) {
        var runs = timeline.wordings();
        var wordings = new ArrayList<Wording>();
        for (int i = 0; i < runs.size(); i++) {
            var run = runs.get(i);
            var content = contents.get(run.first().part());
            if (content == null) {
                throw new IllegalArgumentException("part " + run.first().part() + " was not opened");
            }
            var by = told.stream().filter(t -> t.point().equals(run.first())).findFirst().orElseThrow().recorded();
            wordings.add(
                    new Wording(i + 1, run.first().effective(), i + 1 < runs.size() ? runs.get(i + 1).first().effective() : null,
                            carried(content, run.fields(), told, contents), run.first().part(), by.fact().sighting(), by.at()));
        }
        return wordings;
    }

    /** The details of the part, with the version fields that stood: a part may hold more than its sighting showed, or less. */
    private static Content carried(Content part, SortedMap<String, Object> fields, List<Told> told,
            Map<Integer, Content> contents) {
        List<Content.Media> media = null;
        for (var t : told) {
            var shown = t.point().shown();
            var holder = contents.get(t.point().part());
            if (media == null && holder != null && shown != null && fields.containsKey("media")
                    && fields.get("media").equals(shown.get("media"))) {
                media = holder.media();
            }
        }
        return new Content(fields.get("text") instanceof String text ? text : null, part.author(), part.parent(), part.url(),
                part.lang(),
                media, part.counters(), part.createdAt());
    }

    private static List<Standing> states(Timeline<Object> timeline, List<Told> told, List<Wording> wordings) {
        var turns = timeline.states();
        var states = new ArrayList<Standing>();
        for (int i = 0; i < turns.size(); i++) {
            var point = turns.get(i).first();
            var from = point.observedAt();
            if (i == 0 && !wordings.isEmpty() && wordings.getFirst().from().isBefore(from)) {
                from = wordings.getFirst().from(); // the platform says that it was made then
            }
            var by = told.stream().filter(t -> t.point().equals(point)).findFirst().orElseThrow().recorded();
            states.add(new Standing(point.state(), from, i + 1 < turns.size() ? turns.get(i + 1).first().observedAt() : null,
                    by.fact().sighting()));
        }
        return states;
    }

    private static List<Stretch> stretches(List<Wording> wordings, List<Standing> states) {
        var starts = new TreeSet<Instant>();
        wordings.forEach(wording -> starts.add(wording.from()));
        states.forEach(state -> starts.add(state.from()));
        var stretches = new ArrayList<Stretch>();
        boolean gone = false;
        boolean hidden = false;
        for (var start : starts) {
            int count = (int) wordings.stream().filter(w -> !w.from().isAfter(start)).count();
            for (var state : states) {
                boolean begun = !state.from().isAfter(start);
                gone |= begun && state.state() == State.GONE;
                hidden |= begun && state.state() == State.HIDDEN;
            }
            var standing = states.stream().filter(s -> !s.from().isAfter(start)).reduce((a, b) -> b).orElse(states.getFirst());
            stretches.add(
                    new Stretch(start, starts.higher(start), count == 0 ? null : wordings.get(count - 1), standing.state(), count,
                            gone, hidden));
        }
        return List.copyOf(stretches);
    }

}
