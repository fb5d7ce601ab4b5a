package org.cityarchive.server.home;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.home.NeedsYou.Alarm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks every feature what needs somebody, and puts it in the order in which this person's office looks at it (DESIGN.md §4). */
final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    /** What each office looks at first, as {@link Watch#what} names it; what is not named stands behind, by its alarm. */
    private static final Map<Role, List<String>> FIRST = Map.of( //
            Role.CLERK, List.of("accounts", "imports", "saved searches"), //
            Role.ATTORNEY, List.of("saved searches", "access", "accounts"), //
            Role.MANAGER, List.of("accounts", "access", "imports"), //
            Role.IT_DIRECTOR, List.of("system", "readers", "imports", "access", "accounts"), //
            Role.COMMUNICATIONS_MANAGER, List.of("saved searches", "accounts", "imports"), //
            Role.AUDITOR, List.of("access", "system", "readers", "imports"));

    private final List<Watch> watches;

    Looks(List<Watch> watches) {
        this.watches = List.copyOf(watches);
    }

    /**
     * What was found.
     *
     * @param rows what needs somebody, in order; none of them counts nothing
     * @param calm what is only to be known
     * @param notCounted what could not be looked at, in words
     */
    record Found(List<NeedsYou> rows, List<NeedsYou> calm, List<String> notCounted) {}

    private record Seen(String what, NeedsYou row) {}

    /** Looks everywhere. A look that fails is told as such and stops no other. */
    Found look(Actor actor) {
        var seen = new ArrayList<Seen>();
        var notCounted = new ArrayList<String>();
        for (var watch : watches) {
            try {
                watch.look(actor).stream().filter(row -> row.count() > 0).forEach(row -> seen.add(new Seen(watch.what(), row)));
            } catch (RuntimeException e) {
                LOG.warn("{} could not be counted for the home page: {}", watch.what(), e.getClass().getName());
                notCounted.add(watch.what());
            }
        }
        var first = FIRST.getOrDefault(actor.role(), List.of());
        seen.sort(Comparator.<Seen, Boolean>comparing(one -> one.row().alarm() != Alarm.LOST)
                .thenComparingInt(one -> rank(first, one.what())).thenComparing(one -> one.row().alarm()));
        return new Found(rows(seen, false), rows(seen, true), List.copyOf(notCounted));
    }

    private static int rank(List<String> first, String what) {
        int rank = first.indexOf(what);
        return rank < 0 ? first.size() : rank;
    }

    private static List<NeedsYou> rows(List<Seen> seen, boolean calm) {
        return seen.stream().map(Seen::row).filter(row -> (row.alarm() == Alarm.CALM) == calm).toList();
    }
}
