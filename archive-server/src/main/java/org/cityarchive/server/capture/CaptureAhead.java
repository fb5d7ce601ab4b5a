package org.cityarchive.server.capture;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

/** Lets one writer prepare a batch while its last one commits. Batches commit one after the other, in the order in which they are offered. */
public final class CaptureAhead {
    private final CaptureChannel channel;
    private @Nullable FutureTask<?> committing;

    public CaptureAhead(CaptureChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes a batch; durable when the next call returns, or {@link #finish}.
     *
     * @throws Failure this batch or the one before was not kept; of this one nothing was
     */
    public void offer(List<Offer> batch, Attribution by, List<Kept> with) {
        var begun = channel.begin(batch, by, with);
        finish();
        var next = new FutureTask<>(begun::commit);
        committing = next;
        Thread.ofVirtual().name("capture-commit").start(next);
    }

    /**
     * Waits until all that was offered is durable.
     *
     * @throws Failure the last batch was not kept
     */
    public void finish() {
        var last = committing;
        committing = null;
        if (last == null) {
            return;
        }
        try {
            last.get();
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
