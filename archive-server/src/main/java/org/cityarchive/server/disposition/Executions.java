package org.cityarchive.server.disposition;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.disposition.ExecutionRows.Order;
import org.cityarchive.server.store.Claims;
import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries dispositions out in the background, one group of records a commit. What is done is in the facts: a process that is killed goes on
 * with what awaits, whoever starts next, and nothing is destroyed twice or forgotten.
 */
public final class Executions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
    private static final Duration EVERY = Duration.ofSeconds(20);

    private final ExecutionRows rows;
    private final Disposing disposing;
    private final DispositionBatches batches;
    private final Claims claims;
    private final Clock clock;
    private final Runnable erase;
    private final Map<DispositionId, ExecutionThread> threads = new HashMap<>();
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("executions").factory());
    private volatile boolean closed;

    /** @param erase does what destructions leave to be done after their commits */
    Executions(ExecutionRows rows, Disposing disposing, DispositionBatches batches, Claims claims, Clock clock,
            Runnable erase) {
        this.erase = erase;
        this.rows = rows;
        this.disposing = disposing;
        this.batches = batches;
        this.claims = claims;
        this.clock = clock;
    }

    /**
     * Orders that a disposition is carried out; ordered already, it goes on.
     *
     * @throws org.cityarchive.server.web.Refused it may not be, now or by this one
     */
    public void order(DispositionId disposition, Actor by) {
        if (!"completed".equals(disposing.found(disposition).ended())) {
            disposing.requireExecutable(disposition, by);
            rows.order(disposition, by, disposing.acting(by).person(), clock.instant());
            goOn();
        }
    }

    /** How the order for one stands. */
    Optional<Order> of(DispositionId disposition) {
        return rows.of(disposition);
    }

    /** From now on goes on by itself with what is ordered, also where the server that began it is no longer there. */
    void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, 0, EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    private void look() {
        try {
            goOn();
        } catch (RuntimeException e) { // a timer that throws never comes again
            LOG.warn("what was ordered cannot be looked at now ({}); trying again", e.getClass().getName());
        }
    }

    /** Carries out what nobody carries out: also what a server on the same database began that is no longer there. */
    public synchronized void goOn() {
        for (var order : rows.running()) {
            var id = order.disposition();
            if (!closed && !threads.containsKey(id) && isMine(id)) {
                var thread = new ExecutionThread(order, this);
                threads.put(id, thread);
                thread.start();
            }
        }
    }

    private boolean isMine(DispositionId id) {
        try {
            return claims.claim(id.toString());
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    Disposing disposing() {
        return disposing;
    }

    DispositionBatches batches() {
        return batches;
    }

    void end(DispositionId disposition, String state, @Nullable String reason) {
        rows.end(disposition, state, reason, clock.instant());
    }

    void erase() {
        erase.run();
    }

    synchronized void ended(DispositionId id) {
        threads.remove(id);
        claims.release(id.toString());
    }

    private synchronized List<ExecutionThread> running() {
        return List.copyOf(threads.values());
    }

    /** Lets each stop behind its present group, and waits for that. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        running().forEach(ExecutionThread::stop);
        claims.close();
    }
}
