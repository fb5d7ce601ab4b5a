package org.cityarchive.server.faults;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** The moments at which faults happen, by a seed that is told, so that they can be had again. */
final class Chance {
    private final long seed;
    private final Random random;

    Chance(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    long seed() {
        return seed;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Waits for some part of a time. */
    void pause(Duration most) {
        LockSupport.parkNanos((long) (random.nextDouble() * most.toNanos()));
    }
}
