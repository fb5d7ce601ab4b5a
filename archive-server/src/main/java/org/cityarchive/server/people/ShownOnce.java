package org.cityarchive.server.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.people.Actor;

/** Secrets on their way from the form that made them to the one page that shows them. They are nowhere but in memory, for minutes. */
final class ShownOnce {
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    private final Clock clock;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();

    private record Waiting(String actor, List<String> secrets, Instant until) {}

    ShownOnce(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps them for one look.
     *
     * @return a word for the address of the page that shows them; worth nothing to anybody else
     */
    synchronized String keep(Actor actor, List<String> secrets) {
        var key = UUID.randomUUID().toString();
        waiting.values().removeIf(one -> one.until().isBefore(clock.instant()));
        waiting.put(key, new Waiting(actor.id(), List.copyOf(secrets), clock.instant().plus(LIFE)));
        if (waiting.size() > MOST) {
            waiting.remove(waiting.keySet().iterator().next());
        }
        return key;
    }

    /** The secrets, for the actor who made them, once; else none. */
    synchronized List<String> take(Actor actor, String key) {
        var kept = waiting.get(key);
        if (kept == null || !kept.actor().equals(actor.id()) || kept.until().isBefore(clock.instant())) {
            return List.of();
        }
        waiting.remove(key);
        return kept.secrets();
    }
}
