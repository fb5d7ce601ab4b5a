package org.cityarchive.server.hold;

import java.time.ZoneId;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery;
import org.jspecify.annotations.Nullable;

/**
 * What is to be held, read.
 *
 * @param query null: single records only
 * @param wholeThreads whether the thread of whatever matches, now or later, is held whole
 */
record ScopeWish(@Nullable RecordQuery query, Set<RecordId> records, boolean wholeThreads) {
    ScopeWish {
        records = Set.copyOf(records);
    }

    /** As it is sealed and binds. */
    HoldScopes.Written written(ZoneId city) {
        return new HoldScopes.Written(query == null ? null : query.canonical(), city, records, Set.of(),
                wholeThreads && query != null);
    }
}
