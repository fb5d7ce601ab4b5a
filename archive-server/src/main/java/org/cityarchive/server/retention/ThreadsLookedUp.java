package org.cityarchive.server.retention;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.RecordQuery.Named;
import org.cityarchive.server.store.FactReader;

/** What stands in a thread as of a position? Told by the facts, for scopes and rules: no other name can be asked in them. */
record ThreadsLookedUp(FactReader facts, long upTo) implements NamedScopes {

    @Override
    public Set<RecordId> records(Named named) {
        return NamedScopes.NONE.records(named);
    }

    @Override
    public Set<RecordId> thread(RecordId first) {
        return standing(Set.of(first), facts, upTo);
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
