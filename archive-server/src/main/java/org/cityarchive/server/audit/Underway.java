package org.cityarchive.server.audit;

import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** An audit under way, as one of its comparisons sees it. */
interface Underway {
    /** The last position that this audit compares, and the commits up to there: fixed when it began. */
    long upTo();

    long commits();

    /** Where this comparison stood when it was last kept; empty at its beginning. */
    Map<String, @Nullable Object> place();

    /**
     * Keeps the place together with the differences found so far: what is killed goes on from here.
     *
     * @param reached how far of {@code of} the comparison is
     * @param looked things looked at since the last time
     * @throws Halted the server is closing; the audit goes on at its next start
     */
    void keep(long reached, long of, long looked, Map<String, ? extends @Nullable Object> place);

    void differs(Difference difference);

    /** Whether something of this record was named before: what follows from it is not named again. */
    boolean isNamed(@Nullable UUID record);

    /** Not an error: the server closes, and the audit waits for it. */
    final class Halted extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
