package org.cityarchive.server.disposition;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.cityarchive.core.disposition.DispositionCommand;
import org.cityarchive.core.disposition.DispositionRefusal;
import org.cityarchive.core.law.Failure;
import org.cityarchive.core.law.Retry;
import org.cityarchive.server.disposition.ExecutionRows.Order;
import org.cityarchive.server.web.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/** One disposition being carried out; waits and goes on by itself where the archive did not answer. */
final class ExecutionThread {
    private static final Logger LOG = LoggerFactory.getLogger(ExecutionThread.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Order order;
    private final Executions executions;
    private final Thread thread;
    private final CountDownLatch stopping = new CountDownLatch(1);

    ExecutionThread(Order order, Executions executions) {
        this.order = order;
        this.executions = executions;
        this.thread = Thread.ofVirtual().name("disposition-" + order.disposition()).unstarted(this::live);
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

    private void live() {
        int tries = 1;
        try {
            while (!carryOut()) {
                if (stopping.await(Retry.ABSENCE.pause(tries).toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                tries++;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (Refused refused) {
            if (!isCompleted(refused)) {
                LOG.warn("disposition {} stopped: {}", order.disposition(), refused.refusal().name());
                end("stopped", refused.refusal().sentence());
            }
        } catch (RuntimeException defect) {
            LOG.error("disposition {} stopped by a defect: {}", order.disposition(), defect.getClass().getName(),
                    withoutMessages(defect));
            end("stopped",
                    "Something in the archive is broken, and it is ours: what is destroyed is destroyed, the rest stands. The log"
                            + " tells more.");
        } finally {
            executions.ended(order.disposition());
        }
    }

    /** False: the archive did not answer, and it goes on later with what awaits then. */
    private boolean carryOut() {
        var disposition = order.disposition();
        try {
            var awaiting = executions.batches().awaiting(disposition);
            for (int from = 0; from < awaiting.size(); from += DispositionCommand.MOST) {
                if (stopping.getCount() == 0) {
                    return true;
                }
                executions.disposing().destroy(disposition,
                        awaiting.subList(from, Math.min(awaiting.size(), from + DispositionCommand.MOST)), order.by());
            }
            executions.disposing().complete(disposition, order.by());
            executions.end(disposition, "done", null);
            erase();
            return true;
        } catch (Failure | DataAccessResourceFailureException | TransientDataAccessException passing) {
            LOG.warn("disposition {} waits: {}", disposition, passing.getClass().getSimpleName());
            return stopping.getCount() == 0;
        }
    }

    /** Where another server lost its claim and was quicker nevertheless: then it is done. */
    private boolean isCompleted(Refused refused) {
        if (!(refused.refusal() instanceof DispositionRefusal.PastThisStep)) {
            return false;
        }
        var disposing = executions.disposing();
        disposing.complete(order.disposition(), order.by()); // changes nothing of what is over; the list shows it from here on
        boolean completed = "completed".equals(disposing.found(order.disposition()).ended());
        if (completed) {
            executions.end(order.disposition(), "done", null);
        }
        return completed;
    }

    /** It has a timer of its own, which goes on where this could not. */
    private void erase() {
        try {
            executions.erase();
        } catch (RuntimeException e) {
            LOG.warn("what disposition {} destroyed is not erased everywhere yet: {}", order.disposition(),
                    e.getClass().getName());
        }
    }

    private void end(String state, String reason) {
        try {
            executions.end(order.disposition(), state, reason);
        } catch (RuntimeException e) {
            LOG.warn("disposition {} stopped; the database does not take that down now: {}", order.disposition(),
                    e.getClass().getName());
        }
    }

    /** The stack alone: messages may quote what a person wrote. */
    static Throwable withoutMessages(Throwable defect) {
        var bare = new IllegalStateException(defect.getClass().getName());
        bare.setStackTrace(defect.getStackTrace());
        return bare;
    }
}
