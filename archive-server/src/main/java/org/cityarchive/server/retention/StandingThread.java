package org.cityarchive.server.retention;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps retention_record up to date while the server runs. Records that come in by the thousand are to be kept and found first: until they
 * are, standings wait, and go on batch by batch no less often than once in a while.
 */
public final class StandingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandingThread.class);
    private static final long IDLE_MILLIS = 500;
    private static final long TROUBLE_MILLIS = 2_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final StandingRows rows;
    private final BooleanSupplier yields;
    private final Thread thread;
    private long stepped = System.nanoTime();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** @param yields whether much is coming in that cannot be found yet */
    public StandingThread(StandingRows rows, BooleanSupplier yields) {
        this.rows = rows;
        this.yields = yields;
        this.thread = Thread.ofVirtual().name("standing-rows").unstarted(this::run);
    }

    public StandingThread start() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            long wait = 0;
            while (!closed.await(wait, TimeUnit.MILLISECONDS)) {
                wait = step();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait before the next, in milliseconds. */
    private long step() {
        try {
            if (System.nanoTime() - stepped < LONGEST_NANOS && yields.getAsBoolean()) {
                return IDLE_MILLIS;
            }
            stepped = System.nanoTime();
            return rows.step() ? 0 : IDLE_MILLIS;
        } catch (RuntimeException e) { // the database went away, or another server was quicker: the batch is still there
            LOG.warn("the standing of records waits ({})", e.getClass().getSimpleName());
            return TROUBLE_MILLIS;
        }
    }

    /** Lets it finish its batch: an interrupt would break its connection. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
