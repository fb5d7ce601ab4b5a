package org.cityarchive.server.hold;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether letters of holds are to be sent, and whether new ones are to be written. */
final class HoldSending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HoldSending.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final long ALL_AGAIN = 120;

    private final HoldMails mails;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("hold-mail").factory());
    private long seen = -1;
    private long looks;

    HoldSending(HoldMails mails) {
        this.mails = mails;
    }

    HoldSending start() {
        var _ = timer.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Everything is looked at when a hold changed, and every ten minutes: time alone makes a reminder due. */
    private void look() {
        try {
            long now = mails.asOf();
            if (now != seen || looks++ % ALL_AGAIN == 0) {
                mails.write();
                seen = now;
            }
            mails.send();
        } catch (RuntimeException e) { // a timer that throws never comes again
            LOG.warn("letters of holds were not looked after now ({}); trying again", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
