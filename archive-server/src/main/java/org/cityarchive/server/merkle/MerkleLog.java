package org.cityarchive.server.merkle;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.GrowingTree;
import org.cityarchive.core.evidence.LogEntry;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.store.CommitSignal;
import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log over all facts in the order of their positions: fact n is leaf n - 1, none is left out (EVIDENCE.md §2). One server at a time
 * adds leaves; the tiles and the size they stand for commit together, so a kill leaves a whole log.
 */
public final class MerkleLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MerkleLog.class);
    private static final int COMMITS = 512;
    /** Facts come in bursts: leaves added half a second later cost a tenth of the transactions. */
    private static final Duration GATHERING = Duration.ofMillis(500);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final DataSource source;
    private final LeafRows leaves;
    private final CommitSignal signal;
    private final Thread worker = Thread.ofVirtual().name("merkle-log").unstarted(this::work);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean woken = true;
    private boolean closed;
    private @Nullable String stopped;

    /** @param commitSecret the key that seals commits */
    public MerkleLog(DataSource source, byte[] commitSecret, CommitSignal signal) {
        this.source = source;
        this.leaves = new LeafRows(commitSecret);
        this.signal = signal;
    }

    /** Begins to add leaves. */
    public MerkleLog start() {
        signal.onCommit(this::wake);
        worker.start();
        return this;
    }

    private void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void work() {
        var pause = GATHERING;
        while (rest(pause)) {
            try {
                while (add() > 0) {
                    pause = GATHERING;
                    stop(null);
                }
            } catch (LeafRows.ForgedCommit forged) {
                LOG.error("the log of all facts stands still: {}", forged.getMessage());
                stop(forged.getMessage());
                pause = AGAIN;
            } catch (SQLException | RuntimeException e) {
                LOG.warn("no leaves added now ({}); trying again", e.getClass().getSimpleName());
                pause = AGAIN;
            }
        }
    }

    /** Waits for a commit, and a little for more of them; false when it is time to end. */
    private boolean rest(Duration pause) {
        lock.lock();
        try {
            while (!woken && !closed) {
                changed.await();
            }
            long left = pause.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            woken = false;
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Adds the leaves of the next commits; how many. Another server that adds them now is left alone. */
    int add() throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int added = add(connection);
                connection.commit();
                return added;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private int add(Connection connection) throws SQLException {
        long now = size(connection, " for update skip locked");
        if (now < 0) {
            return 0;
        }
        List<LogEntry> next = leaves.after(connection, now, COMMITS);
        if (!next.isEmpty()) {
            var tiles = new TileRows(connection);
            var tree = new GrowingTree(now, tiles);
            next.forEach(entry -> tree.add(entry.leaf()));
            tiles.keep(tree.takeFull());
            tiles.keep(tree.partial());
            try (var update = connection.prepareStatement("update evidence_log set size = ?")) {
                update.setLong(1, tree.size());
                update.executeUpdate();
            }
        }
        return next.size();
    }

    /** Leaves; -1 where the row is locked by another. */
    private static long size(Connection connection, String how) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select size from evidence_log" + how)) {
            return row.next() ? row.getLong(1) : -1;
        }
    }

    /** Tells why the log stands still, or null: that it grows. */
    private void stop(@Nullable String why) {
        lock.lock();
        try {
            stopped = why;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many leaves there are. */
    public long size() {
        try (Connection connection = source.getConnection()) {
            return size(connection, "");
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Why no leaf is added any more, in words; null while they are. */
    public @Nullable String stopped() {
        lock.lock();
        try {
            return stopped;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a fact is a leaf; false when it is not in time, or the log stands still. */
    public boolean awaitLeaf(long position, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (size() < position) { // asked of the database: another server may be the one that adds
            wake();
            lock.lock();
            try {
                if (stopped != null || System.nanoTime() > until || closed) {
                    return false;
                }
                var _ = changed.awaitNanos(Duration.ofMillis(50).toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } finally {
                lock.unlock();
            }
        }
        return true;
    }

    /** What is read of the log at a size. */
    public interface Reading<T> {
        T of(MerkleTree tree);
    }

    /** Reads the log as it was at a size. */
    public <T> T at(long leavesThen, Reading<T> reading) {
        try (Connection connection = source.getConnection()) {
            return reading.of(new MerkleTree(leavesThen, new TileRows(connection)));
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /**
     * The hashes of one tile.
     *
     * @throws IllegalArgumentException the log has no such tile
     */
    public byte[] tile(Tile tile) {
        try (Connection connection = source.getConnection()) {
            return new TileRows(connection).hashes(tile);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** The entries of these leaves. */
    public List<LogEntry> entries(long from, long to) {
        try (Connection connection = source.getConnection()) {
            return LeafRows.entries(connection, from, to);
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            worker.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
