package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;

import javax.sql.DataSource;

import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of this server: takes the plans that wait as a group, and commits those that stand in one transaction. While a group
 * commits, the next one gathers.
 */
final class EventHead implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventHead.class);
    private static final int MOST_PLANS = 128;
    private static final int MOST_EVENTS = 4_000;

    private final DataSource source;
    private final KeptRows rows;
    private final HeadCommit commits;
    private final LongConsumer committed;
    private final BlockingQueue<AppendPlan> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("event-head").daemon().unstarted(this::run);
    private volatile AppendWatch watch = AppendWatch.NONE;
    private volatile boolean closed;

    EventHead(DataSource source, CommitMac mac, Clock clock, KeptRows rows, LongConsumer committed) {
        this.source = source;
        this.rows = rows;
        this.commits = new HeadCommit(source, mac, clock);
        this.committed = committed;
    }

    void start() {
        thread.start();
    }

    void watch(AppendWatch told) {
        watch = told;
    }

    /** Plans that nobody has begun to write. */
    int waiting() {
        return waiting.size();
    }

    /** Whether what is offered is going to be written. */
    boolean isAlive() {
        return thread.isAlive();
    }

    void offer(AppendPlan plan) {
        rows.check(plan.kept());
        waiting.add(plan);
        if (closed && waiting.remove(plan)) {
            plan.done().completeExceptionally(closing());
        }
    }

    /** Commits what was offered, then ends. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (true) {
            var group = new ArrayList<AppendPlan>();
            try {
                AppendPlan first = closed ? waiting.poll() : waiting.take();
                if (first == null) {
                    return;
                }
                gather(first, group);
            } catch (InterruptedException e) {
                continue; // closed: what waits is still written
            }
            serve(group);
        }
    }

    private void gather(AppendPlan first, List<AppendPlan> group) {
        group.add(first);
        int events = first.events().size();
        while (group.size() < MOST_PLANS) {
            AppendPlan next = waiting.peek();
            if (next == null || events + next.events().size() > MOST_EVENTS) {
                return;
            }
            group.add(waiting.remove());
            events += next.events().size();
        }
    }

    private void serve(List<AppendPlan> group) {
        try {
            write(group);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof Failure) {
                group.forEach(_ -> watch.failed());
                group.forEach(plan -> plan.done().completeExceptionally(e));
                return;
            }
            LOG.warn("a group of {} plans failed and is written one by one", group.size(), e);
            group.forEach(this::serveAlone);
        }
    }

    private void serveAlone(AppendPlan plan) {
        try {
            write(List.of(plan));
        } catch (SQLException e) {
            watch.failed();
            plan.done().completeExceptionally(SqlTrouble.of(e));
        } catch (RuntimeException e) {
            watch.failed();
            plan.done().completeExceptionally(e);
        }
    }

    /** One transaction. When it throws, nothing of the group was committed and no plan was told anything. */
    private void write(List<AppendPlan> group) throws SQLException {
        var standing = new ArrayList<AppendPlan>(group.size());
        var dropped = new ArrayList<AppendPlan>();
        long began = System.nanoTime();
        Connection connection = connect();
        long position;
        try {
            position = write(connection, group, standing, dropped);
        } catch (SQLException | RuntimeException e) {
            rollback(connection, e);
            throw e;
        } finally {
            close(connection);
        }
        dropped.forEach(plan -> plan.done().completeExceptionally(AppendEventsTransactionRejectedException
                .conflictingEventsDetected(new GlobalIndexConsistencyMarker(plan.seenUpTo()))));
        if (!standing.isEmpty()) {
            committed.accept(position);
        }
        int facts = standing.stream().mapToInt(plan -> plan.events().size()).sum();
        watch.served(new AppendWatch.Group(standing.size(), facts, dropped.size(), System.nanoTime() - began));
        standing.forEach(plan -> plan.done().complete(position));
    }

    private long write(Connection connection, List<AppendPlan> group, List<AppendPlan> standing, List<AppendPlan> dropped)
            throws SQLException {
        connection.setAutoCommit(false);
        HeadCommit.Head head = commits.lock(connection);
        sort(connection, head.position(), group, standing, dropped);
        if (standing.isEmpty()) {
            connection.rollback();
            return head.position();
        }
        return commits.commit(connection, head, standing);
    }

    /** A connection that fails to close says nothing about the transaction, which is decided by now. */
    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            LOG.warn("a connection did not close ({})", e.getSQLState());
        }
    }

    private static void rollback(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new Failure.StoreUnavailable("no connection to the database", e);
        }
    }

    private void sort(Connection connection, long head, List<AppendPlan> group, List<AppendPlan> standing,
            List<AppendPlan> dropped)
            throws SQLException {
        Conflicts conflicts = Conflicts.since(connection, head, group);
        var unwritten = new ArrayList<Kept>();
        for (AppendPlan plan : group) {
            boolean stands = conflicts.stands(plan);
            if (stands && rows.anyCondition(plan.kept())) {
                rows.write(connection, unwritten);
                unwritten.clear();
                stands = rows.stand(connection, plan.kept());
            }
            if (stands) {
                conflicts.accept(plan);
                unwritten.addAll(plan.kept());
                standing.add(plan);
            } else {
                dropped.add(plan);
            }
        }
        rows.write(connection, unwritten);
    }

    private static Failure closing() {
        return new Failure.StoreUnavailable("the store is closing", new IllegalStateException("closed"));
    }
}
