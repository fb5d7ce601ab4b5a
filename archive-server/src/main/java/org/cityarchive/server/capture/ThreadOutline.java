package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * The conversation in which a record stands, in reading order: what it answers, up to the beginning, and everything that answers those.
 * Made of facts, a statement a level, so that nothing is opened that is not shown; what messages answer stands in no fact, so that
 * those above are opened for it, and those below come from the index.
 *
 * @param places answers under what they answer, siblings by time
 * @param asked index of the record whose conversation it is
 * @param isWhole false: it is longer than what an outline holds
 * @param lost positions of facts that tell of an answer and cannot be read: whose they are is not known
 */
public record ThreadOutline(List<Place> places, int asked, boolean isWhole, List<Long> lost) {
    /** More places than these are not put in order. */
    private static final int MOST = 5_000;
    private static final int HIGHEST = 200;

    /**
     * A place in the conversation.
     *
     * @param depth 0 at the beginning
     * @param nativeId how the platform names what was never captured; null for records
     * @param isThere false: something stood here that was never captured
     * @param kind null where it was never captured
     * @param isDestroyed whether it was captured, and nothing of it may be read any more
     */
    public record Place(int depth, RecordId id, @Nullable String nativeId, boolean isThere, @Nullable Kind kind, boolean isGone,
            boolean isDestroyed) {
        /** Names it in cursors. */
        String key() {
            return id.toString();
        }
    }

    /** The outline as it was known, and as it stood on the platform, at the time asked for. */
    static ThreadOutline of(Records records, MessageAnswers messages, RecordAt asked, AsOf asOf) {
        return new Reading(records, messages, asked, asOf).read();
    }

    /** Records that were captured. */
    public int records() {
        return (int) places.stream().filter(Place::isThere).count();
    }

    /** How many of them were seen gone from the platform, at last. */
    public int gone() {
        return (int) places.stream().filter(Place::isGone).count();
    }

    /** How many of them were destroyed. */
    public int destroyed() {
        return (int) places.stream().filter(Place::isDestroyed).count();
    }

    /** Indexes of what the record answers, from the beginning down to its parent. */
    public List<Integer> above() {
        var above = new ArrayDeque<Integer>();
        int depth = places.get(asked).depth();
        for (int i = asked - 1; i >= 0 && depth > 0; i--) {
            if (places.get(i).depth() < depth) {
                above.push(i);
                depth = places.get(i).depth();
            }
        }
        return List.copyOf(above);
    }

    /** Indexes of what answers the record directly. */
    public List<Integer> answers() {
        return below(asked);
    }

    /** How many others answer the same, in the same way. */
    public int siblings() {
        var above = above();
        return above.isEmpty() ? 0 : below(above.getLast()).size() - 1;
    }

    private List<Integer> below(int at) {
        int depth = places.get(at).depth();
        int end = at + 1;
        while (end < places.size() && places.get(end).depth() > depth) {
            end++;
        }
        return IntStream.range(at + 1, end).filter(i -> places.get(i).depth() == depth + 1).boxed().toList();
    }

    private static final class Reading {
        private final Records records;
        private final MessageAnswers messages;
        private final RecordAt asked;
        private final AsOf asOf;
        private final Map<RecordId, List<Recorded<CaptureEvent>>> told = new HashMap<>();
        private final Map<RecordId, List<RecordId>> answers = new HashMap<>();
        private final Set<RecordId> damaged = new HashSet<>();
        private final Set<RecordId> destroyed = new HashSet<>();
        private final Set<Long> lost = new TreeSet<>();

        Reading(Records records, MessageAnswers messages, RecordAt asked, AsOf asOf) {
            this.records = records;
            this.messages = messages;
            this.asked = asked;
            this.asOf = asOf;
            told.put(asked.id(), asked.view().facts());
        }

        ThreadOutline read() {
            var root = root();
            boolean whole = gather(root.id());
            var places = ordered(root);
            int at = IntStream.range(0, places.size()).filter(i -> places.get(i).id().equals(asked.id())).findFirst().orElse(-1);
            return at >= 0 ? new ThreadOutline(places, at, whole, List.copyOf(lost)) : beside(root, places, whole);
        }

        /** Where only a later sighting told what it answers, or it stands beyond what the outline holds: it is shown under the beginning. */
        private ThreadOutline beside(Place root, List<Place> places, boolean whole) {
            var with = new ArrayList<>(places);
            with.add(1, place(root.depth() + 1, asked.id()));
            return new ThreadOutline(List.copyOf(with), 1, whole, List.copyOf(lost));
        }

        /** Up to where it begins, or to where nothing was captured. */
        private Place root() {
            var above = new HashSet<RecordId>();
            var top = asked.id();
            var parent = asked.view().parent();
            while (parent != null && above.add(top) && !above.contains(parent) && above.size() < HIGHEST) {
                if (!isKnown(parent)) {
                    return new Place(0, parent, nativeParent(top), false, null, false, false);
                }
                top = parent;
                parent = parent(top);
            }
            return place(0, top);
        }

        private @Nullable String nativeParent(RecordId of) {
            return destroyed.contains(of) ? null : view(of).parentNativeId();
        }

        private RecordView view(RecordId of) {
            return of.equals(asked.id())
                    ? asked.view()
                    : Objects.requireNonNull(records.views(List.of(of), asOf.position()).get(of));
        }

        private @Nullable RecordId parent(RecordId of) {
            var told = CaptureEvent.parent(facts(of));
            // of a message that an older archive captured no fact says it, but its words do
            return told == null && kind(facts(of)) == Kind.MESSAGE && !destroyed.contains(of) ? view(of).parent() : told;
        }

        private boolean isKnown(RecordId id) {
            told.computeIfAbsent(id, _ -> read(List.of(id)).getOrDefault(id, List.of()));
            return isThere(id);
        }

        private Map<RecordId, List<Recorded<CaptureEvent>>> read(List<RecordId> ids) {
            var read = new HashMap<RecordId, List<Recorded<CaptureEvent>>>();
            records.stood(ids, asOf.position(), one -> damaged.add(one.record())).forEach((id, stood) -> {
                read.put(id, stood.facts());
                if (stood.isDestroyed()) {
                    destroyed.add(id);
                }
            });
            return read;
        }

        private boolean isThere(RecordId id) {
            var facts = facts(id);
            if (damaged.contains(id)) {
                return true;
            }
            return !facts.isEmpty() && (asOf.platform() == null || !RecordHistory.begins(facts).isAfter(asOf.platform()));
        }

        /** Everything below, level by level; false: there is more. */
        private boolean gather(RecordId root) {
            Set<RecordId> seen = new HashSet<>(List.of(root));
            var level = List.of(root);
            while (!level.isEmpty()) {
                var found = below(level);
                var ids = found.values().stream().flatMap(List::stream).filter(seen::add).toList();
                told.putAll(read(ids.stream().filter(id -> !told.containsKey(id)).toList()));
                var next = new ArrayList<RecordId>();
                var taken = new HashSet<>(ids);
                found.forEach((parent, below) -> {
                    var there = below.stream().filter(id -> taken.remove(id) && isThere(id)).toList();
                    answers.put(parent, there);
                    next.addAll(there);
                });
                level = List.copyOf(next);
                if (answers.values().stream().mapToInt(List::size).sum() >= MOST) {
                    return false;
                }
            }
            return true;
        }

        private Map<RecordId, List<RecordId>> below(List<RecordId> level) {
            var found = new LinkedHashMap<>(records.answers(level, asOf.position(), lost::add));
            level.stream().filter(id -> kind(facts(id)) == Kind.MESSAGE && !destroyed.contains(id))
                    .forEach(id -> found.merge(id, messages.of(view(id), asOf),
                            (comments, answering) -> Stream.concat(comments.stream(), answering.stream()).distinct().toList()));
            return found;
        }

        private List<Place> ordered(Place root) {
            var at = new LinkedHashMap<RecordId, Instant>();
            answers.values().forEach(
                    ids -> ids.forEach(id -> at.put(id, damaged.contains(id) ? Instant.MAX : RecordHistory.at(facts(id)))));
            var byTime = Comparator.comparing((RecordId id) -> Objects.requireNonNull(at.get(id)))
                    .thenComparing(Comparator.naturalOrder());
            var places = new ArrayList<Place>();
            var open = new ArrayDeque<Place>();
            open.push(root);
            while (!open.isEmpty()) {
                var place = open.pop();
                places.add(place);
                answers.getOrDefault(place.id(), List.of()).stream().sorted(byTime.reversed())
                        .forEach(id -> open.push(place(place.depth() + 1, id)));
            }
            return List.copyOf(places);
        }

        private Place place(int depth, RecordId id) {
            var facts = facts(id);
            var last = facts.stream().map(Recorded::fact)
                    .filter(f -> asOf.platform() == null || !f.sighting().observedAt().isAfter(asOf.platform()))
                    .max(Comparator.comparing(f -> f.sighting().observedAt()));
            return new Place(depth, id, null, true, kind(facts), last.map(f -> f.sighting().state() == State.GONE).orElse(false),
                    destroyed.contains(id));
        }

        private static @Nullable Kind kind(List<Recorded<CaptureEvent>> facts) {
            return facts.stream().map(Recorded::fact).map(f -> switch (f) {
                case CaptureEvent.Captured captured -> captured.origin().kind();
                case CaptureEvent.StateObserved observed -> observed.origin().kind();
                default -> null;
            }).filter(Objects::nonNull).findFirst().orElse(null);
        }

        private List<Recorded<CaptureEvent>> facts(RecordId id) {
            return told.getOrDefault(id, List.of());
        }
    }
}
