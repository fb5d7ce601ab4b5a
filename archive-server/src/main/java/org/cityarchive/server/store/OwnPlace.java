package org.cityarchive.server.store;

import java.util.List;

import org.cityarchive.core.law.Projection;
import org.cityarchive.core.law.Recorded;

/** A projection that keeps its place with its own writes, as the index does in its commits; each server runs its own. */
public interface OwnPlace extends Projection {
    /** The last position that its kept writes include; facts after it are given again when it starts. */
    long position();

    /**
     * Takes a batch; taking one again changes nothing.
     *
     * @param upTo the last position looked at: the place once the batch is kept, also where no fact concerned it
     */
    void apply(List<Recorded<?>> batch, long upTo);

    /** Forgets everything, to be replayed from the first fact. */
    void clear();

    @Override
    default void apply(List<Recorded<?>> batch) {
        if (!batch.isEmpty()) {
            apply(batch, batch.getLast().position());
        }
    }
}
