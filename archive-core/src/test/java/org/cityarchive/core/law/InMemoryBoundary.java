package org.cityarchive.core.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.cityarchive.core.law.Boundary.Read;
import org.cityarchive.core.law.Boundary.Tagged;

/**
 * Facts in memory behind the same consistency boundary as the real store's: an append stands only if nothing came since that the decision
 * must have seen. A contract test holds it against the real one.
 */
public final class InMemoryBoundary {
    private static final Attribution BY = new Attribution("test", "clerk", "test", null, "America/Denver");

    private final FactCodec codec;
    private final List<Recorded<?>> facts = new ArrayList<>();
    private final Map<Tagged, List<Integer>> byTag = new HashMap<>();
    private final Map<Class<?>, List<Integer>> byType = new HashMap<>();

    public InMemoryBoundary(Collection<Class<? extends Fact>> types) {
        this.codec = new FactCodec(types);
    }

    /** Position of the last fact. */
    public long head() {
        return facts.size();
    }

    /** The facts after a position, in their order. */
    public List<Recorded<?>> after(long position) {
        return facts.subList((int) position, facts.size());
    }

    /** The facts of a boundary up to a position, in their order. */
    public List<Recorded<?>> source(Boundary boundary, long upTo) {
        var places = new TreeSet<Integer>();
        boundary.reads().forEach(read -> matching(read, Math.max(boundary.after(), read.since()))
                .filter(place -> place < Math.min(upTo, read.upTo())).forEach(places::add));
        var found = new ArrayList<Recorded<?>>();
        places.forEach(place -> found.add(facts.get(place)));
        return found;
    }

    /**
     * Appends, if no fact of the boundary came after the position read.
     *
     * @return whether it did
     */
    public boolean append(Boundary boundary, long readUpTo, List<? extends Fact> appended) {
        boolean changed = boundary.reads().stream().filter(Read::isEndless)
                .anyMatch(read -> matching(read, readUpTo).findAny().isPresent());
        if (!changed) {
            appended.forEach(this::add);
        }
        return !changed;
    }

    private void add(Fact fact) {
        int place = facts.size();
        facts.add(new Recorded<>(place + 1L, fact, Instant.EPOCH, BY));
        codec.tags(fact).forEach(tag -> byTag.computeIfAbsent(tag, _ -> new ArrayList<>()).add(place));
        byType.computeIfAbsent(fact.getClass(), _ -> new ArrayList<>()).add(place);
    }

    /** Places (position less one) of facts after a position, in no order. */
    private Stream<Integer> matching(Read read, long after) {
        if (!read.tags().isEmpty()) {
            var first = read.tags().iterator().next();
            return later(byTag.getOrDefault(first, List.of()), after).filter(place -> isOf(read, facts.get(place).fact()));
        }
        return read.types().stream().flatMap(type -> FactCodec.leaves(type).stream())
                .flatMap(type -> later(byType.getOrDefault(type, List.of()), after));
    }

    private boolean isOf(Read read, Fact fact) {
        return (read.tags().size() == 1 || codec.tags(fact).containsAll(read.tags()))
                && (read.types().isEmpty() || read.types().stream().anyMatch(type -> type.isInstance(fact)));
    }

    private static Stream<Integer> later(List<Integer> places, long after) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (places.get(middle) < after) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return places.subList(low, places.size()).stream();
    }
}
