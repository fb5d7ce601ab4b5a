package org.cityarchive.server.merkle;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.cityarchive.server.vault.KeyTrouble;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds whether the log is to be signed, and says when it cannot be. */
public final class Signing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final Checkpoints checkpoints;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("log-signing").factory());
    private volatile @Nullable String refused;

    Signing(Checkpoints checkpoints) {
        this.checkpoints = checkpoints;
    }

    Signing start() {
        var _ = timer.scheduleWithFixedDelay(this::sign, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    private void sign() {
        try {
            checkpoints.signWhenDue();
            refused = null;
        } catch (Checkpoints.LogBehindAnchor e) {
            if (!Objects.equals(e.getMessage(), refused)) {
                LOG.error("log-behind-anchor: nothing is signed: {}", e.getMessage());
            }
            refused = e.getMessage();
        } catch (KeyTrouble e) {
            LOG.warn("not signed now: {}", e.getMessage());
            refused = e.getMessage();
        } catch (RuntimeException e) {
            LOG.warn("not signed now ({}); trying again", e.getClass().getSimpleName());
        }
    }

    /** Why nothing is signed any more; null while it is. */
    public @Nullable String refused() {
        return refused;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
