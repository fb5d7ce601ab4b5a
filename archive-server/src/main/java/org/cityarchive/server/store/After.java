package org.cityarchive.server.store;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.cityarchive.core.law.Kept;

/**
 * No row, but a wish: that nothing of this plan is written before an earlier one is kept. It is decided and encoded meanwhile.
 *
 * @param earlier done when the earlier one is kept; ends with why when it was not, and then nothing of this one is
 */
public record After(CompletableFuture<?> earlier) implements Kept {

    /** What all of these wait for; done where none waits. */
    public static CompletableFuture<?> all(List<Kept> rows) {
        return CompletableFuture.allOf(rows.stream().filter(After.class::isInstance).map(row -> ((After) row).earlier)
                .toArray(CompletableFuture<?>[]::new));
    }

    /** The rows that are to be written. */
    static List<Kept> without(List<Kept> rows) {
        return rows.stream().anyMatch(After.class::isInstance)
                ? rows.stream().filter(row -> !(row instanceof After)).toList()
                : rows;
    }

    /** Waits for it, whatever becomes of it. */
    public static void settled(CompletableFuture<?> earlier) {
        try {
            earlier.join();
        } catch (CompletionException | CancellationException _) {
            // whoever waits for it is told by its own plan
        }
    }
}
