package org.cityarchive.server.store;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.cityarchive.core.law.Kept;

/**
 * A unit of work as it is handed to the head: a condition, facts, and the rows beside them. All of it is committed or nothing.
 *
 * @param criteria facts that may not have come after {@code seenUpTo}
 * @param done the store's last position once committed; or why it was not
 */
record AppendPlan(List<Criterion> criteria, long seenUpTo, List<NewEvent> events, List<Kept> kept, CompletableFuture<Long> done) {

    boolean conditional() {
        return seenUpTo != Long.MAX_VALUE;
    }
}
