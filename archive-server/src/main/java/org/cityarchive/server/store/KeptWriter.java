package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

/** Writes one kind of rows that are kept beside the facts, inside the transaction that appends them. */
public interface KeptWriter<K extends Kept> {
    /** The kind it writes: the rows' own class. Writers run in the order in which they are given to the store. */
    Class<K> writes();

    /** Whether the row is a condition that {@link #stands} must look at. */
    default boolean hasCondition(K row) {
        return false;
    }

    /**
     * Whether what these rows of one plan were decided on is still so. The head is locked and all plans before this one are written, so it
     * stays so. No: the plan is dropped as in conflict, to be loaded and decided again. Asked only where a row has a condition.
     */
    default boolean stands(Connection connection, List<K> rows) throws SQLException {
        return true;
    }

    /**
     * The same as {@link #write}, as a statement that goes to the database together with others; for rows that are few. Null: they have to be
     * written by themselves.
     */
    default @Nullable ArrayStatement statement(List<K> rows) {
        return null;
    }

    /** Writes the rows of several plans, in their order, one statement a table. */
    void write(Connection connection, List<K> rows) throws SQLException;
}
