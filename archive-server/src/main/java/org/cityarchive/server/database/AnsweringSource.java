package org.cityarchive.server.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Logger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.jspecify.annotations.Nullable;

/**
 * Connections of a pool, or a quick no: whoever asks while the database does not answer is told at once, and whoever waits in the middle
 * of a statement is let go when it has not answered for a while. A pool that is merely busy is waited for.
 */
final class AnsweringSource implements DataSource, AutoCloseable {
    /** The pool is asked for so long at a time; in between it is looked whether waiting makes sense. */
    static final long SLICE_MILLIS = 1_000;
    private static final Duration BUSY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration GIVEN_UP = Duration.ofSeconds(2);
    private static final int PRUNED_ABOVE = 64;

    private final HikariDataSource pool;
    private final Pulse pulse;
    private final Set<Connection> lent = ConcurrentHashMap.newKeySet();

    AnsweringSource(HikariDataSource pool, Access access) {
        this.pool = pool;
        this.pulse = new Pulse(access, this::silent).start();
    }

    @Override
    public Connection getConnection() throws SQLException {
        long until = System.nanoTime() + BUSY_PATIENCE.toNanos();
        while (true) {
            if (pulse.isSilent()) {
                throw new SQLTransientConnectionException("the database does not answer", "08001");
            }
            try {
                Connection connection = pool.getConnection();
                note(connection);
                return connection;
            } catch (SQLTransientConnectionException e) {
                if (System.nanoTime() > until) {
                    throw e;
                }
            }
        }
    }

    private void note(Connection connection) {
        if (lent.size() > PRUNED_ABOVE) {
            lent.removeIf(AnsweringSource::isOver);
        }
        lent.add(connection);
    }

    /** A statement whose database is paused or unreachable would else wait for as long as that lasts. */
    private void silent(Duration since) {
        if (since.compareTo(GIVEN_UP) < 0) {
            return;
        }
        for (Connection one : List.copyOf(lent)) {
            lent.remove(one);
            try {
                if (!one.isClosed()) {
                    one.abort(Runnable::run);
                }
            } catch (SQLException e) {
                // it is gone, as wanted
            }
        }
    }

    private static boolean isOver(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("connections are those of one user");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // the driver logs nothing
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // fixed
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("no logger");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(this) ? type.cast(this) : pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(this) || pool.isWrapperFor(type);
    }

    @Override
    public void close() {
        pulse.close();
        pool.close();
    }
}
