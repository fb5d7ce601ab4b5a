package org.cityarchive.server.capture;

import java.util.Optional;

import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/** From one record of a result to the next, without going back to the list. */
public interface ResultWalk {

    /**
     * Where a record stands in a result.
     *
     * @param number from 1
     * @param previous null: it is the first
     * @param next null: it is the last
     */
    record Step(long number, long total, @Nullable Neighbour previous, @Nullable Neighbour next) {}

    /** @param back address of the page of the result on which it stands */
    record Neighbour(RecordId record, String back) {}

    /**
     * Finds a record in a result.
     *
     * @param back address of the page of the result from which it was opened
     * @return empty: the address is of no result, or the record is not on that page
     */
    Optional<Step> step(String back, RecordId record);

    /** The query of a result, as typed; empty for everything. */
    String query(String back);
}
