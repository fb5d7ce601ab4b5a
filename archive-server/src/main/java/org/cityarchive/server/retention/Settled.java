package org.cityarchive.server.retention;

import java.util.HashSet;
import java.util.Set;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.RetentionNow;

/**
 * What is true for all records alike, as of a position: schedules, rules, holds, the profile, and which requests are closed.
 *
 * @param position up to which the facts were read
 * @param changedAt position of the last fact that changed any of it
 */
public record Settled(long position, long changedAt, RetentionNow retention, Set<RequestId> closed) {
    static final Settled NOTHING = new Settled(0, 0, RetentionNow.NONE, Set.of());

    static Set<Class<? extends Fact>> reads() {
        var reads = new HashSet<>(RetentionNow.READS);
        reads.add(RequestClosed.class);
        return reads;
    }

    Settled with(Recorded<?> recorded) {
        long changed = recorded.position();
        if (recorded.fact() instanceof RequestClosed one) {
            var all = new HashSet<>(closed);
            all.add(one.request());
            return new Settled(changed, changed, retention, all);
        }
        return new Settled(changed, changed, retention.with(recorded), closed);
    }

    Settled at(long upTo) {
        return new Settled(upTo, changedAt, retention, closed);
    }
}
