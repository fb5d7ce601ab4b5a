package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Which projections into tables this server runs: those whose advisory lock its one long connection holds. PostgreSQL frees them with the
 * connection, however the server ends, so nobody waits for a claim to run out.
 */
final class ProjectionClaims implements AutoCloseable {
    private final DataSource source;
    private final String owner;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;

    ProjectionClaims(DataSource source, String owner) {
        this.source = source;
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    /** Whether the projection is this server's, now. */
    synchronized boolean claim(String projection) throws SQLException {
        Connection holding = connection;
        if (holding == null || holding.isClosed()) {
            held.clear();
            holding = source.getConnection();
            connection = holding;
        }
        if (held.contains(projection)) {
            return true;
        }
        try (PreparedStatement claim = holding
                .prepareStatement("select pg_try_advisory_lock(hashtextextended('projection ' || ?, 0))")) {
            claim.setString(1, projection);
            try (ResultSet row = claim.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    held.add(projection);
                }
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /** After trouble with the database nothing is certain to be held. */
    synchronized void drop() {
        held.clear();
        Connection holding = connection;
        connection = null;
        if (holding != null) {
            try (holding; var free = holding.createStatement()) {
                free.execute("select pg_advisory_unlock_all()");
            } catch (SQLException e) {
                // the connection is gone, and the locks with it
            }
        }
    }

    @Override
    public void close() {
        drop();
    }
}
