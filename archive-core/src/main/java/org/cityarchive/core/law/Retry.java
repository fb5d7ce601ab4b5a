package org.cityarchive.core.law;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * How often something is tried again that others were in the way of, and how long is waited in between: the one policy for lost races,
 * deadlocks and refused serialization, and the one rhythm for what is away.
 *
 * @param tries at most; the first one counts
 * @param first the wait after the first try; each one after it is twice as long
 * @param longest no wait is longer
 */
public record Retry(int tries, Duration first, Duration longest) {
    /** Others changed the same facts or rows: soon, a few times. */
    public static final Retry CONFLICT = new Retry(6, Duration.ofMillis(2), Duration.ofMillis(200));

    /** The same for a batch of many records, which loses more often. */
    public static final Retry CROWD = new Retry(20, Duration.ofMillis(1), Duration.ofMillis(30));

    /** A database or disk that is away: until it is back. */
    public static final Retry ABSENCE = new Retry(Integer.MAX_VALUE, Duration.ofMillis(250), Duration.ofSeconds(10));

    private static final int PARTS = 5;

    /** What is tried; it throws {@link Failure.StoreBusy} when it lost, and nothing of it was done then. */
    @FunctionalInterface
    public interface Attempt<T> {
        /** @param number 1: the first */
        T take(int number);
    }

    /** Tries until it is done, throws anything else, or was tried too often. */
    public <T> T on(Attempt<T> attempt) {
        for (int number = 1;; number++) {
            try {
                return attempt.take(number);
            } catch (Failure.StoreBusy busy) {
                if (number >= tries) {
                    throw busy;
                }
            }
            // threads that met part by their ids: no chance is needed
            LockSupport.parkNanos(pause(number).toNanos() / PARTS * (1 + Thread.currentThread().threadId() % PARTS));
        }
    }

    /** How long is waited at most after so many tries. */
    public Duration pause(int number) {
        int doublings = Math.min(number - 1, 20);
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
