package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.cityarchive.core.law.Projection;
import org.cityarchive.core.law.Recorded;

/** A projection into tables: its writes and its token commit together, in the transaction it is given. */
public interface SqlProjection extends Projection {
    /** The tables it alone writes; emptied when it is reset. */
    List<String> tables();

    /** Writes what a batch says; batch in, one statement a kind. It does not commit. */
    void apply(Connection connection, List<Recorded<?>> batch) throws SQLException;

    /** Whether its rows follow from the facts alone, so that a replay writes the same ones at any time. */
    default boolean isOfFactsAlone() {
        return true;
    }

    /** Forgets everything, to be replayed from the first fact. */
    default void clear(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("truncate " + String.join(", ", tables()));
        }
    }

    /** Never called: it writes in the transaction of its token only. */
    @Override
    default void apply(List<Recorded<?>> batch) {
        throw new UnsupportedOperationException(name() + " needs its token's connection");
    }
}
