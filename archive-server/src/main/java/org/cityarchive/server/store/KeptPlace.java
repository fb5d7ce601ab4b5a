package org.cityarchive.server.store;

import java.util.List;

import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.Projections.Stopped;
import org.jspecify.annotations.Nullable;

/** The place of a projection that keeps it itself; between its commits the program remembers it. */
final class KeptPlace implements Place {
    private final OwnPlace projection;
    private volatile long reached = -1;
    private volatile @Nullable Stopped stopped;

    KeptPlace(OwnPlace projection) {
        this.projection = projection;
    }

    @Override
    public boolean mine() {
        return true;
    }

    @Override
    public long position() {
        return reached < 0 ? projection.position() : reached;
    }

    @Override
    public boolean move(long from, List<Recorded<?>> batch, long upTo, boolean more) {
        try {
            projection.apply(batch, upTo);
        } catch (RuntimeException e) {
            reached = -1; // what it had taken and not kept may be gone: it says itself where it stands
            throw e;
        }
        reached = upTo;
        return true;
    }

    @Override
    public void clear() {
        projection.clear();
        reached = 0;
    }

    @Override
    public void stop(@Nullable Stopped at) {
        stopped = at;
    }

    @Override
    public @Nullable Stopped stopped() {
        return stopped;
    }
}
