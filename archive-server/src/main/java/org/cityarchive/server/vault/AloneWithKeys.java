package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import org.cityarchive.server.store.SqlTrouble;

/**
 * The claim to change keys that stand above others, one among all servers of a database: what one wraps anew, another may be about to let
 * die. It is an advisory lock of one connection: PostgreSQL frees it with the connection, however its server ends.
 */
final class AloneWithKeys implements AutoCloseable {
    private static final String LOCK = "(7233, 170)";

    private final Connection connection;

    private AloneWithKeys(Connection connection) {
        this.connection = connection;
    }

    /** The claim; empty: another is at it. */
    static Optional<AloneWithKeys> tried(DataSource database) {
        return claimed(database, "select pg_try_advisory_lock" + LOCK);
    }

    /** The claim, once no other is at it. */
    static AloneWithKeys awaited(DataSource database) {
        return claimed(database, "select pg_advisory_lock" + LOCK + " is not null").orElseThrow();
    }

    private static Optional<AloneWithKeys> claimed(DataSource database, String asked) {
        try {
            var connection = database.getConnection();
            try {
                if (isTrue(connection, asked)) {
                    return Optional.of(new AloneWithKeys(connection));
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
            connection.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /**
     * Asked before each step that another could be at as well.
     *
     * @throws org.cityarchive.core.law.Failure the connection is gone, and the claim with it
     */
    void require() {
        try {
            if (!isTrue(connection, "select true")) {
                throw new IllegalStateException("true is not true");
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static boolean isTrue(Connection connection, String asked) throws SQLException {
        try (var statement = connection.prepareStatement(asked); var row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    @Override
    public void close() {
        try (connection) {
            isTrue(connection, "select pg_advisory_unlock" + LOCK);
        } catch (SQLException _) {
            // the connection is gone, and the claim with it
        }
    }
}
