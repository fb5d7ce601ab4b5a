package org.cityarchive.server.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.cityarchive.core.law.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Runs audits that were asked for, and one a night by itself. On a thread of its own, and with rests, so that pages stay quick; rows beside the facts are marked here, too, once a minute.
 */
public final class AuditThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditThread.class);
    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration MARK = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** A night that the server slept through is not made up for by day; the home page says that an audit is overdue. */
    private static final Duration WINDOW = Duration.ofHours(3);
    private static final double REST_BY_NIGHT = 1.0;
    private static final double REST_WHEN_ASKED = 0.25;

    private final Audits audits;
    private final RowMarks marks;
    private final Supplier<ZoneId> city;
    private final @Nullable LocalTime at;
    private final Clock clock;
    private final Semaphore wakes = new Semaphore(0);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private long markedAt = System.nanoTime();

    /** @param at when the nightly one begins, by the city's clock; null: never */
    AuditThread(Audits audits, RowMarks marks, Supplier<ZoneId> city, @Nullable LocalTime at, Clock clock) {
        this.audits = audits;
        this.marks = marks;
        this.city = city;
        this.at = at;
        this.clock = clock;
        // not virtual: it computes, and virtual threads share few carriers with the pages
        this.thread = Thread.ofPlatform().name("audit").daemon().unstarted(this::live);
    }

    AuditThread start() {
        thread.start();
        return this;
    }

    /** Somebody asked for an audit. */
    public void wake() {
        wakes.release();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void live() {
        while (!isClosing()) {
            try {
                due(clock.instant().atZone(city.get()), at).ifPresent(audits.runs()::beginDaily);
                markWhenDue();
                work();
            } catch (Failure | DataAccessResourceFailureException | TransientDataAccessException passing) {
                LOG.warn("the audit waits: {}", passing.getClass().getSimpleName());
            } catch (RuntimeException defect) {
                LOG.error("the audit stopped by a defect: {}", defect.getClass().getName(), withoutMessages(defect));
                give();
            }
            rest();
        }
    }

    private void work() {
        boolean daily = audits.runs().open().map(open -> open.daily() != null).orElse(false);
        audits.run(this::isClosing, daily ? REST_BY_NIGHT : REST_WHEN_ASKED)
                .ifPresent(audit -> LOG.info("audit {}: {} looked at, {} differ", audit.number(), audit.looked(),
                        audit.differences()));
    }

    private void markWhenDue() {
        if (System.nanoTime() - markedAt > MARK.toNanos()) {
            markedAt = System.nanoTime();
            marks.mark();
        }
    }

    /** The day whose audit is to begin now. */
    static Optional<LocalDate> due(ZonedDateTime now, @Nullable LocalTime at) {
        if (at == null) {
            return Optional.empty();
        }
        var begin = now.toLocalDate().atTime(at).atZone(now.getZone());
        if (now.isBefore(begin)) {
            begin = now.toLocalDate().minusDays(1).atTime(at).atZone(now.getZone());
        }
        return now.isBefore(begin.plus(WINDOW)) ? Optional.of(begin.toLocalDate()) : Optional.empty();
    }

    private void give() {
        try {
            audits.fail("Something in the archive is broken, and it is ours. The log tells more.");
        } catch (RuntimeException e) {
            LOG.warn("the database does not take that down now: {}", e.getClass().getName());
        }
    }

    private void rest() {
        try {
            boolean _ = wakes.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            wakes.drainPermits();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** The stack alone: messages may quote what a person wrote. */
    private static Throwable withoutMessages(Throwable defect) {
        var bare = new IllegalStateException(defect.getClass().getName());
        bare.setStackTrace(defect.getStackTrace());
        return bare;
    }

    @Override
    public void close() {
        closing.countDown();
        wake();
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
