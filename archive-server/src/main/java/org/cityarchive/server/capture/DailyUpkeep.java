package org.cityarchive.server.capture;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small work that keeps the archive from growing without use: once some minutes after the start, then once a day. */
public final class DailyUpkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DailyUpkeep.class);
    private static final Duration AFTER_START = Duration.ofMinutes(10);
    private static final Duration EVERY = Duration.ofDays(1);

    private final List<Work> works;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("daily-upkeep").factory());

    public DailyUpkeep(List<Work> works) {
        this.works = List.copyOf(works);
    }

    /**
     * One kind of it.
     *
     * @param what is taken away, as the log names it
     * @param rows does it, and says how many rows went; safe to be broken off, and to be done by several servers
     */
    public record Work(String what, LongSupplier rows) {}

    public DailyUpkeep start() {
        var _ = timer.scheduleWithFixedDelay(this::run, AFTER_START.toMinutes(), EVERY.toMinutes(), TimeUnit.MINUTES);
        return this;
    }

    private void run() {
        for (var work : works) {
            try {
                LOG.info("daily upkeep: {} rows taken away of {}", work.rows().getAsLong(), work.what());
            } catch (RuntimeException e) {
                LOG.warn("daily upkeep of {} waits for tomorrow ({})", work.what(), e.getClass().getSimpleName());
            }
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
