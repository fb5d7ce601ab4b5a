package org.cityarchive.server.store;

import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Projection;
import org.cityarchive.server.store.Projections.Standing;
import org.cityarchive.server.store.Projections.Stopped;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives one projection from batch to batch. */
final class ProjectionRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRun.class);
    private static final int MOST = 1_000;
    private static final long IDLE_MILLIS = 2_000;
    private static final long LOOK_MILLIS = 20;

    private final String name;
    private final Set<Class<? extends Fact>> types;
    private final Place place;
    private final FactReader reader;
    private final ReadAhead ahead;
    private final Thread thread;
    private final Semaphore wakes = new Semaphore(0);
    private final ReentrantLock working = new ReentrantLock();
    private final ReentrantLock telling = new ReentrantLock();
    private final Condition moved = telling.newCondition();
    private volatile long reached;
    private volatile @Nullable Stopped stopped;
    private volatile boolean mine;
    private volatile boolean closed;
    private int most = MOST;

    ProjectionRun(Projection projection, Place place, FactReader reader) {
        this.name = projection.name();
        this.types = projection.reads();
        this.place = place;
        this.reader = reader;
        this.ahead = new ReadAhead(reader, types);
        this.thread = Thread.ofVirtual().name("projection-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void wake() {
        wakes.release();
    }

    private void run() {
        while (!closed) {
            try {
                if (!step()) {
                    boolean _ = wakes.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                    wakes.drainPermits();
                }
            } catch (InterruptedException e) {
                // closed, or woken
            }
        }
    }

    /** @return whether there may be more to read at once */
    private boolean step() throws InterruptedException {
        working.lock();
        try {
            if (stopped != null) {
                return false;
            }
            mine = place.mine();
            return mine && batch();
        } catch (SQLException e) {
            LOG.warn("projection {} waits for the database ({})", name, e.getSQLState());
            return false;
        } catch (Failure e) {
            LOG.warn("projection {} waits for the database: {}", name, e.getMessage());
            return false;
        } finally {
            working.unlock();
        }
    }

    private boolean batch() throws SQLException, InterruptedException {
        long from = place.position();
        tell(from);
        try {
            FactReader.Batch batch = ahead.after(from, most);
            if (batch.upTo() == from) {
                return false;
            }
            int mostNext = Math.min(MOST, most * 2);
            ahead.follow(batch, mostNext);
            boolean more = batch.upTo() < batch.head();
            if (place.move(from, batch.facts(), batch.upTo(), more)) {
                tell(batch.upTo());
                most = mostNext;
            }
            return more;
        } catch (SQLException | RuntimeException e) {
            return failed(from, e);
        }
    }

    /** Halves the batch until the one fact is found that cannot be read; what stands before it is applied. */
    private boolean failed(long from, Exception e) throws SQLException {
        if (e instanceof Failure failure) {
            throw failure;
        } else if (e instanceof UncheckedIOException) {
            throw new Failure.StoreUnavailable("its disk takes nothing now", e);
        } else if (e instanceof SQLException sql && passing(sql)) {
            throw sql;
        } else if (most > 1) {
            most = Math.max(1, most / 4);
            return true;
        }
        var poison = new Stopped(types.isEmpty() ? from + 1 : reader.next(from, types), said(e));
        LOG.error("projection {} stopped at position {}", name, poison.position(), e);
        place.stop(poison);
        stopped = poison;
        tell(from);
        return false;
    }

    /** Trouble of the database, not of the fact. */
    private static boolean passing(SQLException e) {
        return SqlTrouble.of(e) instanceof Failure || (e.getSQLState() != null && e.getSQLState().startsWith("40"));
    }

    /** The database's own sentence without its detail, which quotes values. */
    private static String said(Exception e) {
        if (e instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
            return "PSQLException " + sql.getSQLState() + ": " + sql.getServerErrorMessage().getMessage();
        }
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private void tell(long position) {
        telling.lock();
        try {
            reached = position;
            moved.signalAll();
        } finally {
            telling.unlock();
        }
    }

    boolean await(long position, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        telling.lock();
        try {
            while (reached < position) {
                long left = until - System.nanoTime();
                if (left <= 0 || stopped != null || closed) {
                    return false;
                }
                // Another server that runs it tells nobody here: then the token is looked at.
                if (!moved.await(Math.min(left, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)), TimeUnit.NANOSECONDS) && !mine) {
                    reached = Math.max(reached, place.position());
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        } finally {
            telling.unlock();
        }
    }

    Standing standing(long head) {
        try {
            long position = mine ? reached : place.position();
            return new Standing(name, position, Math.max(0, head - position), stopped != null ? stopped : place.stopped());
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    void retry() {
        working.lock();
        try {
            place.stop(null);
            stopped = null;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        } finally {
            working.unlock();
        }
        wake();
    }

    void reset() {
        working.lock();
        try {
            place.clear();
            stopped = null;
            tell(0);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        } finally {
            working.unlock();
        }
        wake();
    }

    @Override
    public void close() {
        closed = true;
        wake();
        try {
            thread.join();
            ahead.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
