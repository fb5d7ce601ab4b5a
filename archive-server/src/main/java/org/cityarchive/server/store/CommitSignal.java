package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import javax.sql.DataSource;

import org.axonframework.common.Registration;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Wakes readers when facts were committed: by this server at once, by another one over LISTEN/NOTIFY. */
public final class CommitSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommitSignal.class);
    private static final int LISTEN_MILLIS = 2_000;
    private static final long AGAIN_NANOS = 500_000_000;

    private final DataSource source;
    private final Set<Runnable> readers = ConcurrentHashMap.newKeySet();
    private final Thread listener = Thread.ofVirtual().name("commit-signal").unstarted(this::listen);
    private volatile boolean closed;

    CommitSignal(DataSource source) {
        this.source = source;
    }

    void start() {
        listener.start();
    }

    /** Calls the reader after every commit, and now and then without one; it must not block. */
    public Registration onCommit(Runnable reader) {
        readers.add(reader);
        return () -> readers.remove(reader);
    }

    void wake() {
        readers.forEach(Runnable::run);
    }

    private void listen() {
        while (!closed) {
            try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
                statement.execute("listen archive_event");
                wake(); // what came while nobody listened
                heed(connection, statement);
            } catch (SQLException e) {
                if (!closed) {
                    LOG.warn("not listening for commits of other servers ({}); trying again", e.getSQLState());
                    LockSupport.parkNanos(AGAIN_NANOS);
                }
            }
        }
    }

    private void heed(Connection connection, Statement statement) throws SQLException {
        var notices = connection.unwrap(PGConnection.class);
        try {
            while (!closed) {
                var came = notices.getNotifications(LISTEN_MILLIS);
                if (came == null || came.length == 0) {
                    statement.execute("select 1"); // a dead connection says so here
                }
                wake();
            }
        } finally {
            if (!connection.isClosed()) {
                statement.execute("unlisten *");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        // woken by a notice: an interrupt would break its connection, and the pool would say so aloud
        try (Connection connection = source.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("notify archive_event");
        } catch (SQLException e) {
            listener.interrupt();
        }
        try {
            listener.join(LISTEN_MILLIS * 2L);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
