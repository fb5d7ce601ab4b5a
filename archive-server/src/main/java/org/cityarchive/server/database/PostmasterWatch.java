package org.cityarchive.server.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the embedded server again when it ended and the archive did not ask for that: killed, out of memory, or its disk full for a while. */
final class PostmasterWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostmasterWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final Path data;
    private final BooleanSupplier startAgain;
    private final Thread thread = Thread.ofPlatform().name("postmaster-watch").daemon().unstarted(this::live);
    private volatile boolean closed;

    /** @param startAgain starts it, and says whether it runs */
    PostmasterWatch(Path data, BooleanSupplier startAgain) {
        this.data = data;
        this.startAgain = startAgain;
    }

    PostmasterWatch start() {
        thread.start();
        return this;
    }

    private void live() {
        var pause = EVERY;
        while (!closed) {
            LockSupport.parkNanos(pause.toNanos());
            if (closed || runs()) {
                continue;
            }
            LOG.error("the archive's PostgreSQL has ended; it is started again");
            if (startAgain.getAsBoolean()) {
                LOG.warn("the archive's PostgreSQL runs again");
                pause = EVERY;
            } else {
                pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
            }
        }
    }

    private boolean runs() {
        try {
            return OrphanedServer.running(data).isPresent();
        } catch (IOException e) {
            return true; // not known: left alone
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
