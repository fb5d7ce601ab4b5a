package org.cityarchive.core.hold;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.hold.HoldEvent.HoldAcknowledged;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldEvent.HoldScopeChanged;
import org.cityarchive.core.hold.HoldEvent.ReleaseProposed;
import org.cityarchive.core.hold.HoldEvent.ReleaseWithdrawn;
import org.cityarchive.core.law.Fact;

/**
 * Every hold there was, and what of it binds.
 *
 * @param holds by id, released ones included
 */
public record HoldsNow(SortedMap<HoldId, Standing> holds) {
    public static final HoldsNow NONE = new HoldsNow(new TreeMap<>());

    /**
     * One hold.
     *
     * @param scopes sealed scopes by number, all that ever were
     * @param released the release of each released scope, by number
     * @param proposals releases proposed and still open
     * @param acknowledged how many custodians acknowledged; each counts once
     */
    public record Standing(SortedMap<Integer, UUID> scopes, Map<Integer, HoldReleased> released,
            Map<UUID, ReleaseProposed> proposals, Set<HoldAcknowledged> acknowledged) {
        /** Whether a scope binds without end. */
        public boolean isActive() {
            return !released.keySet().containsAll(scopes.keySet());
        }

        Standing scoped(int number, UUID scope) {
            var all = new TreeMap<>(scopes);
            all.put(number, scope);
            return new Standing(all, released, proposals, acknowledged);
        }

        Standing proposed(ReleaseProposed proposal) {
            var all = new HashMap<>(proposals);
            all.put(proposal.proposal(), proposal);
            return new Standing(scopes, released, Map.copyOf(all), acknowledged);
        }

        Standing closed(UUID proposal) {
            var all = new HashMap<>(proposals);
            all.remove(proposal);
            return new Standing(scopes, released, Map.copyOf(all), acknowledged);
        }

        Standing released(HoldReleased release) {
            var all = new HashMap<>(released);
            release.scopes().forEach(number -> all.putIfAbsent(number, release));
            return new Standing(scopes, Map.copyOf(all), proposals, acknowledged).closed(release.proposal());
        }

        Standing acknowledged(HoldAcknowledged by) {
            var all = new HashSet<>(acknowledged);
            all.add(by);
            return new Standing(scopes, released, proposals, Set.copyOf(all));
        }
    }

    /** With one more fact; facts of other kinds change nothing. */
    public HoldsNow with(Fact fact) {
        return switch (fact) {
            case HoldPlaced placed ->
                put(placed.hold(), new Standing(new TreeMap<>(Map.of(1, placed.scope())), Map.of(), Map.of(), Set.of()));
            case HoldScopeChanged changed -> put(changed.hold(), of(changed).scoped(changed.number(), changed.scope()));
            case HoldAcknowledged acknowledged -> put(acknowledged.hold(), of(acknowledged).acknowledged(acknowledged));
            case ReleaseProposed proposed -> put(proposed.hold(), of(proposed).proposed(proposed));
            case ReleaseWithdrawn withdrawn -> put(withdrawn.hold(), of(withdrawn).closed(withdrawn.proposal()));
            case HoldReleased released -> put(released.hold(), of(released).released(released));
            default -> this;
        };
    }

    private Standing of(HoldEvent fact) {
        return Optional.ofNullable(holds.get(fact.hold()))
                .orElseThrow(() -> new IllegalStateException("a fact of hold " + fact.hold() + " comes before it was placed"));
    }

    private HoldsNow put(HoldId hold, Standing standing) {
        var all = new TreeMap<>(holds);
        all.put(hold, standing);
        return new HoldsNow(all);
    }

    /** The hold, if it was ever placed. */
    public Optional<Standing> hold(HoldId hold) {
        return Optional.ofNullable(holds.get(hold));
    }

    /**
     * Every scope that can stand in the way of a destruction on a day, with the last day on which it does; empty: no end is known. A
     * decision must have each of them evaluated.
     */
    public SortedMap<ScopeVersion, Optional<LocalDate>> binding(LocalDate day) {
        var binding = new TreeMap<ScopeVersion, Optional<LocalDate>>();
        holds.forEach((hold, standing) -> standing.scopes().keySet().forEach(number -> {
            var through = Optional.ofNullable(standing.released().get(number)).map(HoldReleased::coolsOffThrough);
            if (through.isEmpty() || !day.isAfter(through.get())) {
                binding.put(new ScopeVersion(hold, number), through);
            }
        }));
        return binding;
    }
}
