package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong codes by the address they come from, and turns away who has tried too many within a minute. */
public final class Tries {
    static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int ADDRESSES = 10_000;

    private final Clock clock;
    private final int most;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(Instant from, int wrong) {}

    public Tries(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    /** Whether this address may try now. */
    public synchronized boolean mayTry(String address) {
        var window = windows.get(address);
        return window == null || isOver(window) || window.wrong() < most;
    }

    /** A wrong code came from this address. */
    public synchronized void wrong(String address) {
        var window = windows.remove(address);
        windows.put(address,
                window == null || isOver(window)
                        ? new Window(clock.instant(), 1)
                        : new Window(window.from(), window.wrong() + 1));
        if (windows.size() > ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }

    /** As after a start. */
    synchronized void forget() {
        windows.clear();
    }

    private boolean isOver(Window window) {
        var now = clock.instant();
        return window.from().plus(WINDOW).isBefore(now) || window.from().isAfter(now); // ahead: the clock was set back meanwhile
    }
}
