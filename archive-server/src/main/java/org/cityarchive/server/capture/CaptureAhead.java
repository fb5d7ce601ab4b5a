package org.cityarchive.server.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.cityarchive.server.store.After;
import org.jspecify.annotations.Nullable;

/**
 * Lets one writer prepare a batch while the one before it is decided and encoded, and the one before that is written. Batches are kept one
 * after the other, in the order in which they are offered, and none whose predecessor was not.
 */
public final class CaptureAhead {
    private final CaptureChannel channel;
    private @Nullable CompletableFuture<?> earlier;
    private @Nullable CompletableFuture<?> last;

    public CaptureAhead(CaptureChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a batch; durable when the second call after this one returns, or {@link #finish}.
     *
     * @throws Failure this batch or one before was not kept; of this one nothing was
     */
    public void offer(List<Offer> batch, Attribution by, List<Kept> with) {
        var before = last;
        var begun = channel.begin(batch, by, before == null ? with : with(with, new After(before)));
        awaitEarlier();
        var kept = new CompletableFuture<@Nullable Void>();
        earlier = before;
        last = kept;
        Thread.ofVirtual().name("capture-commit").start(() -> {
            try {
                begun.commit();
                kept.complete(null);
            } catch (RuntimeException | Error e) {
                kept.completeExceptionally(e);
            }
        });
    }

    /**
     * Waits until all that was offered is durable.
     *
     * @throws Failure a batch was not kept, and none behind it
     */
    public void finish() {
        awaitEarlier();
        var ending = last;
        last = null;
        await(ending);
    }

    /** Where it was not kept, the one behind it comes to its end, untold. */
    private void awaitEarlier() {
        var ending = earlier;
        earlier = null;
        try {
            await(ending);
        } catch (RuntimeException | Error e) {
            if (last != null && !Thread.currentThread().isInterrupted()) {
                After.settled(last);
            }
            last = null;
            throw e;
        }
    }

    private static List<Kept> with(List<Kept> rows, Kept more) {
        var all = new ArrayList<>(rows);
        all.add(more);
        return all;
    }

    private static void await(@Nullable CompletableFuture<?> kept) {
        if (kept == null) {
            return;
        }
        try {
            kept.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure.StoreUnavailable("the writer was interrupted before its batch was durable", e);
        }
    }
}
