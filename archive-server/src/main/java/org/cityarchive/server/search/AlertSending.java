package org.cityarchive.server.search;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether mail of new matches is to be written or sent. */
final class AlertSending implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertSending.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final AlertMails mails;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("alert-mail").factory());

    AlertSending(AlertMails mails) {
        this.mails = mails;
    }

    AlertSending start() {
        var _ = timer.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void look() {
        try {
            mails.write();
            mails.send();
        } catch (RuntimeException e) { // a timer that throws never comes again
            LOG.warn("mail of new matches was not looked after now ({}); trying again", e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
