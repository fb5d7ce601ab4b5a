package org.cityarchive.server.store;

import java.sql.SQLException;
import java.util.List;

import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.Projections.Stopped;
import org.jspecify.annotations.Nullable;

/** Where a projection has got to, and how it goes on from there. */
interface Place {
    /** Whether this server may move it now. */
    boolean mine() throws SQLException;

    long position() throws SQLException;

    /**
     * Applies a batch and moves, both or neither.
     *
     * @param more whether more follows at once, so that this need not be on the disk yet: lost, it is applied again
     * @return whether it stood where the batch begins
     */
    boolean move(long from, List<Recorded<?>> batch, long upTo, boolean more) throws SQLException;

    void clear() throws SQLException;

    void stop(@Nullable Stopped stopped) throws SQLException;

    /** Where it stopped, here or on another server. */
    @Nullable
    Stopped stopped() throws SQLException;
}
