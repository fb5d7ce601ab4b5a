package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.law.Retry;
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
    private final RecentFacts recent = new RecentFacts();
    private final BlockingQueue<AppendPlan> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofPlatform().name("event-head").daemon().unstarted(this::run);
    private volatile AppendWatch watch = AppendWatch.NONE;
    private volatile boolean closed;
    private volatile Supplier<Optional<Failure>> refusal = Optional::empty;

    EventHead(DataSource source, CommitMac mac, Clock clock, KeptRows rows, LongConsumer committed) {
        this.source = source;
        this.rows = rows;
        this.commits = new HeadCommit(source, mac, clock, this::turnAway);
        this.committed = committed;
    }

    void start() {
        thread.start();
    }

    void watch(AppendWatch told) {
        watch = told;
    }

    /** What this server wrote last. */
    RecentFacts recent() {
        return recent;
    }

    /** Plans that nobody has begun to write. */
    int waiting() {
        return waiting.size();
    }

    /** Whether what is offered is going to be written. */
    boolean isAlive() {
        return thread.isAlive();
    }

    /** Asks before each group whether the world has room for it; what is answered is thrown. Set before the start. */
    void askFirst(Supplier<Optional<Failure>> whether) {
        this.refusal = whether;
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
            refusal.get().ifPresent(failure -> {
                throw failure;
            });
            writeAgain(group);
        } catch (SQLException | RuntimeException e) {
            if (e instanceof Failure) {
                group.forEach(_ -> watch.failed());
                group.forEach(plan -> tell(plan, e));
                return;
            }
            LOG.warn("a group of {} plans failed and is written one by one", group.size(), e);
            group.forEach(this::serveAlone);
        }
    }

    private void serveAlone(AppendPlan plan) {
        try {
            writeAgain(List.of(plan));
        } catch (SQLException e) {
            watch.failed();
            tell(plan, SqlTrouble.of(e));
        } catch (RuntimeException e) {
            watch.failed();
            tell(plan, e);
        }
    }

    /** A transaction that the database gave up for another one's sake is written again. */
    private void writeAgain(List<AppendPlan> group) throws SQLException {
        var refused = Retry.CONFLICT.<Optional<SQLException>>on(_ -> {
            try {
                write(group);
                return Optional.empty();
            } catch (SQLException e) {
                if (SqlTrouble.conflict(e)) {
                    throw SqlTrouble.of(e);
                }
                return Optional.of(e);
            }
        });
        if (refused.isPresent()) {
            throw refused.get();
        }
    }

    /** While nobody knows what became of a commit, nobody else is kept waiting for it. */
    private void turnAway() {
        var away = new ArrayList<AppendPlan>();
        waiting.drainTo(away);
        away.forEach(plan -> tell(plan,
                new Failure.StoreUnavailable("the database does not answer",
                        new IllegalStateException("a commit is not answered"))));
    }

    /** What waits for a plan goes on in a thread of its own: the writer's is for writing. */
    private static void tell(AppendPlan plan, Throwable why) {
        Thread.startVirtualThread(() -> plan.done().completeExceptionally(why));
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
        dropped.forEach(plan -> tell(plan, AppendEventsTransactionRejectedException
                .conflictingEventsDetected(new GlobalIndexConsistencyMarker(plan.seenUpTo()))));
        if (!standing.isEmpty()) {
            committed.accept(position);
        }
        int facts = standing.stream().mapToInt(plan -> plan.events().size()).sum();
        watch.served(new AppendWatch.Group(standing.size(), facts, dropped.size(), System.nanoTime() - began));
        standing.forEach(plan -> Thread.startVirtualThread(() -> plan.done().complete(position)));
    }

    private long write(Connection connection, List<AppendPlan> group, List<AppendPlan> standing, List<AppendPlan> dropped)
            throws SQLException {
        connection.setAutoCommit(false);
        HeadCommit.Head head = commits.lock(connection);
        List<Kept> unwritten = sort(connection, head.position(), group, standing, dropped);
        if (standing.isEmpty()) {
            connection.rollback();
            return head.position();
        }
        List<NewEvent> events = standing.stream().flatMap(plan -> plan.events().stream()).toList();
        long position = commits.commit(connection, head, events, besides(connection, unwritten, events.size()));
        recent.committed(head.position(), events);
        return position;
    }

    /** Writes the rows beside many events at once; leaves those beside a few to the statements that write the events. */
    private List<ArrayStatement> besides(Connection connection, List<Kept> unwritten, int events) throws SQLException {
        if (HeadCommit.isFew(events)) {
            return rows.begin(connection, unwritten);
        }
        rows.write(connection, unwritten);
        return List.of();
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

    /** @return rows of the plans that stand, which are still to be written */
    private List<Kept> sort(Connection connection, long head, List<AppendPlan> group, List<AppendPlan> standing,
            List<AppendPlan> dropped)
            throws SQLException {
        Conflicts conflicts = Conflicts.since(connection, head, group, recent);
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
        return unwritten;
    }

    private static Failure closing() {
        return new Failure.StoreUnavailable("the store is closing", new IllegalStateException("closed"));
    }
}
