package org.cityarchive.server.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.cityarchive.server.wiring.ArchiveProcess;

/** Callers that send small uploads one after the other until they are stopped; what goes wrong for them is counted, not told. */
final class Callers implements AutoCloseable {
    private static final int LINES = 5;

    private final List<Thread> callers = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile String lastRefusal = "nothing";
    private volatile boolean stopped;

    Callers(Oracle oracle, ArchiveProcess archive, int callersAtOnce) {
        for (int i = 0; i < callersAtOnce; i++) {
            callers.add(Thread.ofVirtual().start(() -> {
                while (!stopped) {
                    try {
                        oracle.send(archive, LINES);
                    } catch (RuntimeException | AssertionError refusal) {
                        refused.incrementAndGet();
                        lastRefusal = String.valueOf(refusal.getMessage());
                        pause();
                    }
                }
            }));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the last one was told that was refused. */
    String lastRefusal() {
        return lastRefusal.lines().findFirst().orElse("");
    }

    int refused() {
        return refused.get();
    }

    /** The calls that are on their way are the last. */
    void stop() {
        stopped = true;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (var caller : callers) {
                caller.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
