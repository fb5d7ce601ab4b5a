package org.cityarchive.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the database answer? Asked twice a second on a connection of its own, so that nobody else has to wait to find out that it does not. */
final class Pulse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final int PATIENCE_SECONDS = 2;
    private static final String FULL = "53300";

    private final Access access;
    private final Consumer<Duration> silence;
    private final Thread thread = Thread.ofPlatform().name("database-pulse").daemon().unstarted(this::live);
    private volatile boolean silent;
    private volatile boolean closed;
    private long silentSince;

    /** @param silence told again and again, while the database does not answer, for how long it has not */
    Pulse(Access access, Consumer<Duration> silence) {
        this.access = access;
        this.silence = silence;
    }

    Pulse start() {
        thread.start();
        return this;
    }

    /** Whether it did not answer when it was last asked. */
    boolean isSilent() {
        return silent;
    }

    private void live() {
        while (!closed) {
            try (Connection connection = access.within(PATIENCE_SECONDS).connect()) {
                beat(connection);
            } catch (SQLException e) {
                // a server that has no connection left for this one answers those that it has
                told(FULL.equals(e.getSQLState()));
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        }
    }

    private void beat(Connection connection) throws SQLException {
        long asked = System.nanoTime();
        while (!closed && connection.isValid(PATIENCE_SECONDS)) {
            told(true);
            LockSupport.parkNanos(EVERY.toNanos());
            asked = System.nanoTime();
        }
        // a connection that ended at once says nothing yet: the next one will tell
        if (System.nanoTime() - asked >= TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
            told(false);
        }
    }

    private void told(boolean answers) {
        if (answers) {
            if (silent) {
                LOG.warn("the database answers again");
            }
            silent = false;
            return;
        }
        if (!silent) {
            LOG.warn("the database does not answer");
            silentSince = System.nanoTime();
            silent = true;
        }
        silence.accept(Duration.ofNanos(System.nanoTime() - silentSince));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
