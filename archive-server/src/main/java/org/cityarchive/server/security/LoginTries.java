package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong tries for one login, or from one device that is known for it. After a few, whoever tries further must wait, each time
 * twice as long. A known device is counted by itself: what strangers try never keeps it out. Kept in memory only, the same for logins
 * that nobody has.
 */
final class LoginTries {
    static final int FREE = 5;
    static final Duration FIRST_WAIT = Duration.ofMinutes(15);
    static final Duration LONGEST_WAIT = Duration.ofHours(4);
    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final int KEYS = 20_000;

    private final Clock clock;
    private final Map<String, Counted> counted = new LinkedHashMap<>();

    private record Counted(int wrong, Instant last, Instant until) {
        /** When the clock was set back, a wait begun before that begins at the time it now is, and ends. */
        Counted seenAt(Instant now) {
            return last.isAfter(now) ? new Counted(wrong, now, now.plus(Duration.between(last, until))) : this;
        }
    }

    /**
     * How things stand after a wrong try.
     *
     * @param left tries before the next wait; 0: the wait has begun
     * @param pause how long it is, or will be
     */
    record Standing(int left, Duration pause) {}

    LoginTries(Clock clock) {
        this.clock = clock;
    }

    /** How long this one must still wait; empty: it may try. */
    synchronized Optional<Duration> mustWait(String key) {
        var now = clock.instant();
        return Optional.ofNullable(counted.computeIfPresent(key, (_, c) -> c.seenAt(now)))
                .map(c -> Duration.between(now, c.until()))
                .filter(left -> left.isPositive());
    }

    /** Whether this one may try: counted as a wrong try at once, so that many at the same time are not more than many in a row. */
    synchronized Standing begin(String key) {
        var now = clock.instant();
        var before = counted.remove(key);
        int wrong = before == null || before.last().plus(REMEMBERED).isBefore(now) ? 1 : before.wrong() + 1;
        var wait = wait(wrong);
        counted.put(key, new Counted(wrong, now, now.plus(wait)));
        if (counted.size() > KEYS) {
            counted.remove(counted.keySet().iterator().next());
        }
        return new Standing(Math.max(0, FREE - wrong), wait.isZero() ? FIRST_WAIT : wait);
    }

    /** The try was right: what was counted is forgotten. */
    synchronized void right(String key) {
        counted.remove(key);
    }

    private static Duration wait(int wrong) {
        if (wrong < FREE) {
            return Duration.ZERO;
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(wrong - FREE, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
