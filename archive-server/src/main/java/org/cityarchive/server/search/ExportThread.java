package org.cityarchive.server.search;

import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Retry;
import org.cityarchive.core.search.RecordSearch.UnknownCursor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** One export being written; begins anew by itself when the archive did not answer. */
final class ExportThread {
    private static final Logger LOG = LoggerFactory.getLogger(ExportThread.class);
    /** More at once would only wait for each other's reading. */
    private static final Semaphore PLACES = new Semaphore(2, true);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** How often it begins anew because nobody remembers which records it began with. */
    private static final int MOST_FORGOTTEN = 3;

    private final UUID export;
    private final ExportJobs jobs;
    private final ExportRun run;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile long began;
    private int forgotten;

    ExportThread(UUID export, ExportJobs jobs, ExportRun run) {
        this.export = export;
        this.jobs = jobs;
        this.run = run;
        this.thread = Thread.ofVirtual().name("export-" + export).unstarted(this::live);
    }

    void start() {
        thread.start();
    }

    void stop() {
        stopping.countDown();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Null while nobody can say. */
    @Nullable
    Long secondsLeft(ExportJob now) {
        long nanos = began == 0 ? 0 : System.nanoTime() - began;
        return now.state() != ExportState.RUNNING || now.done() == 0 || nanos < TimeUnit.MILLISECONDS.toNanos(500)
                ? null
                : Long.valueOf(Math.round(nanos / 1e9 * (now.total() - now.done()) / now.done()));
    }

    private void live() {
        int tries = 1;
        try {
            while (!write()) {
                if (forgotten > MOST_FORGOTTEN) {
                    fail("What is held, due or in a series changed while so many records were written, each time it was begun."
                            + " Export less at once: an account, or a period.");
                    return;
                }
                if (stopping.await(Retry.ABSENCE.pause(tries).toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                tries++;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.error("export {} could not be written: {}", export, e.getClass().getName());
            fail("The package could not be written to the disk (" + e.getClass().getSimpleName()
                    + "). Make room, and export again.");
        } catch (RuntimeException defect) {
            LOG.error("export {} stopped by a defect: {}", export, defect.getClass().getName(), withoutMessages(defect));
            fail("Something in the archive is broken, and it is ours: nothing was exported. The log tells more.");
        } finally {
            jobs.ended(export, this);
        }
    }

    /** False: the archive did not answer, and it has to begin anew. */
    private boolean write() throws IOException, InterruptedException {
        PLACES.acquire();
        try {
            var job = jobs.found(export);
            began = System.nanoTime();
            run.write(job, jobs.wish(job), () -> stopping.getCount() == 0);
            return true;
        } catch (UnknownCursor lost) {
            forgotten++;
            LOG.warn("export {} begins anew: {}", export, lost.getClass().getSimpleName());
            return stopping.getCount() == 0;
        } catch (Failure | DataAccessResourceFailureException | TransientDataAccessException passing) {
            LOG.warn("export {} waits: {}", export, passing.getClass().getSimpleName());
            return stopping.getCount() == 0;
        } finally {
            PLACES.release();
        }
    }

    private void fail(String reason) {
        try {
            jobs.fail(export, reason);
        } catch (RuntimeException e) {
            LOG.warn("export {} stopped; the database does not take that down now: {}", export, e.getClass().getName());
        }
    }

    /** The stack alone: messages may quote what a person wrote. */
    private static Throwable withoutMessages(Throwable defect) {
        var bare = new IllegalStateException(defect.getClass().getName());
        bare.setStackTrace(defect.getStackTrace());
        return bare;
    }
}
