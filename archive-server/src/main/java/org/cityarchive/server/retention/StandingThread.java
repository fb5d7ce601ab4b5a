package org.cityarchive.server.retention;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps retention_record up to date while the server runs. */
public final class StandingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandingThread.class);
    private static final long IDLE_MILLIS = 500;

    private final StandingRows rows;
    private final Thread thread;
    private volatile boolean closed;

    public StandingThread(StandingRows rows) {
        this.rows = rows;
        this.thread = Thread.ofVirtual().name("standing-rows").unstarted(this::run);
    }

    public StandingThread start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!closed) {
            try {
                if (!rows.step()) {
                    Thread.sleep(IDLE_MILLIS);
                }
            } catch (InterruptedException e) {
                // closed
            } catch (RuntimeException e) { // the database went away, or another server was quicker: the batch is still there
                LOG.warn("the standing of records waits ({})", e.getClass().getSimpleName());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets it finish its batch. */
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
}
