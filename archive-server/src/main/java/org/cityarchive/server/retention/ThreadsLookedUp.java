package org.cityarchive.server.retention;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.RecordQuery.Named;
import org.cityarchive.server.store.FactReader;

/** What stands in a thread as of a position? Told by the facts, for scopes and rules: no other name can be asked in them. */
record ThreadsLookedUp(FactReader facts, long upTo) implements NamedScopes {
    private static final int AT_ONCE = 1_000;

    @Override
    public Set<RecordId> records(Named named) {
        return NamedScopes.NONE.records(named);
    }

    @Override
    public Set<RecordId> thread(RecordId first) {
        return standing(Set.of(first), facts, upTo);
    }

    /** These records and all that stands in a thread with one of them, but for what is destroyed. */
    static Set<RecordId> whole(Collection<RecordId> some, FactReader facts, long upTo) {
        var found = new LinkedHashSet<RecordId>();
        var left = new ArrayList<>(some);
        for (int from = 0; from < left.size(); from += AT_ONCE) {
            var threads = Family.ofThreads(left.subList(from, Math.min(left.size(), from + AT_ONCE)), facts, upTo);
            threads.records().keySet().stream().filter(threads::stands).forEach(found::add);
        }
        return found;
    }

    /** These records and what answers them however far below, but for what is destroyed. */
    static Set<RecordId> standing(Collection<RecordId> firsts, FactReader facts, long upTo) {
        var threads = Family.of(firsts, true, facts, upTo);
        var found = new LinkedHashSet<>(firsts);
        threads.replies().values().forEach(found::addAll);
        found.removeAll(threads.destroyed());
        return found;
    }
}
