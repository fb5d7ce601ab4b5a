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
 * What of a kind this server runs, among all on one database: that whose advisory lock its one long connection holds. PostgreSQL frees
 * them with the connection, however the server ends, so nobody waits for a claim to run out.
 */
public final class Claims implements AutoCloseable {
    private final DataSource source;
    private final String kind;
    private final String owner;
    private final Set<String> held = new HashSet<>();
    private @Nullable Connection connection;

    /**
     * @param kind of what is claimed, one word
     * @param owner names this server among those on one database
     */
    public Claims(DataSource source, String kind, String owner) {
        this.source = source;
        this.kind = kind;
        this.owner = owner;
    }

    String owner() {
        return owner;
    }

    /** Whether it is this server's, now. */
    public synchronized boolean claim(String name) throws SQLException {
        Connection holding = connection;
        if (holding == null || holding.isClosed()) {
            held.clear();
            holding = source.getConnection();
            connection = holding;
        }
        if (held.contains(name)) {
            return true;
        }
        try (PreparedStatement claim = holding
                .prepareStatement("select pg_try_advisory_lock(hashtextextended(? || ' ' || ?, 0))")) {
            claim.setString(1, kind);
            claim.setString(2, name);
            try (ResultSet row = claim.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    held.add(name);
                }
                return row.getBoolean(1);
            }
        } catch (SQLException e) {
            drop();
            throw e;
        }
    }

    /** Leaves it to whoever claims it next. */
    public synchronized void release(String name) {
        Connection holding = connection;
        if (!held.remove(name) || holding == null) {
            return;
        }
        try (PreparedStatement free = holding.prepareStatement("select pg_advisory_unlock(hashtextextended(? || ' ' || ?, 0))")) {
            free.setString(1, kind);
            free.setString(2, name);
            free.execute();
        } catch (SQLException e) {
            drop();
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
