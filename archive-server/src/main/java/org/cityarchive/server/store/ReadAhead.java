package org.cityarchive.server.store;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.cityarchive.core.law.Fact;
import org.jspecify.annotations.Nullable;

/** Reads the next facts of one reader while those before them are being applied; never more than one batch ahead. */
final class ReadAhead {
    private final FactReader reader;
    private final Set<Class<? extends Fact>> types;
    private @Nullable Reading next;

    ReadAhead(FactReader reader, Set<Class<? extends Fact>> types) {
        this.reader = reader;
        this.types = types;
    }

    private record Reading(long after, int most, FutureTask<FactReader.Batch> batch) {}

    /** Facts after a position; those that are being read already are waited for. */
    FactReader.Batch after(long position, int most) throws InterruptedException {
        var ahead = next;
        next = null;
        if (ahead == null) {
            return reader.after(position, types, most);
        }
        try {
            var batch = ahead.batch().get();
            return ahead.after() == position && ahead.most() == most ? batch : reader.after(position, types, most);
        } catch (ExecutionException | CancellationException _) {
            return reader.after(position, types, most); // told by whoever needs it, as it is then
        }
    }

    /** Begins to read what follows a batch that is not the last. */
    void follow(FactReader.Batch batch, int most) {
        if (batch.upTo() < batch.head()) {
            var task = new FutureTask<>(() -> reader.after(batch.upTo(), types, most));
            next = new Reading(batch.upTo(), most, task);
            Thread.ofVirtual().name("read-ahead").start(task);
        }
    }

    /** Waits until nothing is being read. */
    void close() throws InterruptedException {
        var ahead = next;
        next = null;
        if (ahead != null) {
            try {
                ahead.batch().get();
            } catch (ExecutionException | CancellationException _) {
                // nobody needs it any more
            }
        }
    }
}
