package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Retry;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** One import being read; waits by itself while the store takes nothing, and goes on when it does. */
final class ImportThread {
    private static final Logger LOG = LoggerFactory.getLogger(ImportThread.class);

    private final UUID job;
    private final ImportJobs jobs;
    private final Thread thread;
    private final Semaphore bell = new Semaphore(0);
    private volatile boolean paused;
    private volatile boolean stopped;
    private volatile @Nullable String waiting;
    private volatile @Nullable Began began;

    /** Where this run began, for its rate. */
    private record Began(long nanos, long read, long bytes) {}

    /** How fast it goes. */
    record Rate(long perSecond, @Nullable Long secondsLeft) {}

    ImportThread(UUID job, ImportJobs jobs) {
        this.job = job;
        this.jobs = jobs;
        this.thread = Thread.ofVirtual().name("import-" + job).unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    void began(ImportJob from) {
        waiting = null;
        began = new Began(System.nanoTime(), from.place().read(), from.bytesDone());
    }

    boolean isPaused() {
        return paused;
    }

    /** Why it waits; null while it works. */
    @Nullable
    String waiting() {
        return waiting;
    }

    void pause() {
        paused = true;
        wake();
    }

    /** Takes back a pause that was asked for, or ends a wait; false when it was doing neither. */
    boolean goOn() {
        boolean had = paused || waiting != null;
        paused = false;
        wake();
        return had && thread.isAlive();
    }

    void stop() {
        stopped = true;
        wake();
    }

    void join(Duration most) {
        try {
            thread.join(most);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Nullable
    Rate rate(ImportJob now) {
        var from = began;
        double seconds = from == null ? 0 : (System.nanoTime() - from.nanos) / 1e9;
        if (from == null || seconds < 0.5) {
            return null;
        }
        double bytes = (now.bytesDone() - from.bytes) / seconds;
        var left = bytes <= 0 ? null : Long.valueOf(Math.max(0, Math.round((now.bytesTotal() - now.bytesDone()) / bytes)));
        return new Rate(Math.round((now.place().read() - from.read) / seconds), left);
    }

    private void live() {
        int tries = 0;
        long lastRead = -1;
        try (var _ = MDC.putCloseable("import", job.toString())) {
            while (!stopped) {
                try {
                    LOG.info("import {} is read", job);
                    jobs.run(job, this);
                    return;
                } catch (Failure | DataAccessResourceFailureException | TransientDataAccessException failure) {
                    // what was committed is told by the row; reading begins anew from there
                    var from = began;
                    long read = from == null ? 0 : from.read;
                    tries = read > lastRead ? 1 : tries + 1;
                    lastRead = read;
                    waiting = switch (failure) {
                        case Failure.StoreBusy _ -> waiting;
                        case Failure.NoRoom full ->
                            "There is no room: " + full.getMessage() + "; the import goes on by itself when there is.";
                        default -> "The database or its disk takes nothing now; the import goes on by itself when it does.";
                    };
                    sleep(Retry.ABSENCE.pause(tries).toMillis());
                }
            }
        } catch (UnreadableException e) {
            fail(e.sentence());
        } catch (IOException | UncheckedIOException | SpoolKey.SpoolBroken e) {
            fail("What was uploaded can no longer be read from the disk (" + e.getClass().getSimpleName()
                    + "); upload it again.");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("import {} stopped by a defect: {}", job, defect.getClass().getName(), withoutMessages(defect));
            fail("Something in the archive is broken, and it is ours: the import stopped behind its last whole batch. The log tells more.");
        } finally {
            end();
        }
    }

    private void end() {
        try {
            jobs.ended(job, this);
            LOG.info("import {} ended, or waits for a person", job);
        } catch (Failure _) {
            LOG.warn("import {} ended; the database does not answer now", job);
        }
    }

    private void fail(String reason) {
        try {
            jobs.fail(job, reason);
        } catch (Failure _) {
            LOG.warn("import {} stopped; the database does not take that down now", job);
        }
    }

    /** The stack alone: messages may quote what a person wrote. */
    private static Throwable withoutMessages(Throwable defect) {
        var bare = new IllegalStateException(defect.getClass().getName());
        bare.setStackTrace(defect.getStackTrace());
        return bare;
    }

    private void sleep(long millis) throws InterruptedException {
        if (!stopped) {
            var _ = bell.tryAcquire(millis, TimeUnit.MILLISECONDS);
        }
    }

    private void wake() {
        bell.release();
    }
}
