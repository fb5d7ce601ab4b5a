package org.cityarchive.server.retention;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps retention_record up to date while the server runs. */
public final class StandingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandingThread.class);
    private static final long IDLE_MILLIS = 500;
    private static final long TROUBLE_MILLIS = 2_000;

    private final StandingRows rows;
    private final Thread thread;
    private final CountDownLatch closed = new CountDownLatch(1);

    public StandingThread(StandingRows rows) {
        this.rows = rows;
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
