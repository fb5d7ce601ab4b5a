package org.cityarchive.core.search;

import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordQuery.Among;
import org.cityarchive.core.search.RecordQuery.Named;

/**
 * The port by which a search learns which records other features mean by {@code is:held}, {@code hold:}, {@code series:}, {@code is:due} and
 * {@code request:}. It is asked at query time, and nothing of its answers stands in the index (DATA.md §5).
 */
@FunctionalInterface
public interface NamedScopes {
    /** For archives without those features. */
    NamedScopes NONE = named -> {
        throw new QueryError(0, 1, named.canonical() + " cannot be asked of this archive.");
    };

    /**
     * The records that bear the name now.
     *
     * @throws QueryError there is no such hold, series or request
     */
    Set<RecordId> records(Named named);

    /** A record and what answers it, however far below; the record alone in archives that know no threads. */
    default Set<RecordId> thread(RecordId first) {
        return Set.of(first);
    }

    /** The same, with threads as they were known at a position; what bears a name is told as it is now. */
    default NamedScopes at(long position) {
        return this;
    }

    /**
     * The query with every name and thread in it looked up.
     *
     * @throws QueryError there is no such hold, series or request
     */
    default RecordQuery lookedUp(RecordQuery query) {
        return query.ofTheRecordAlone() && !query.ofThreads() ? query : switch (query) {
            case Named named -> new Among(records(named));
            case RecordQuery.InThread(var first) -> new Among(thread(first));
            case RecordQuery.All(var parts) -> RecordQuery.all(parts.stream().map(this::lookedUp).toList());
            case RecordQuery.Any(var parts) -> RecordQuery.any(parts.stream().map(this::lookedUp).toList());
            case RecordQuery.Not(var part) -> RecordQuery.not(lookedUp(part));
            default -> query;
        };
    }
}
