package org.cityarchive.server.retention;

import java.util.HashSet;
import java.util.Set;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.request.RequestEvent.RequestClosed;
import org.cityarchive.core.request.RequestId;
import org.cityarchive.core.retention.RetentionNow;

/**
 * What is true for all records alike, as of a position: schedules, rules, holds, the profile, and which requests are closed.
 *
 * @param position up to which the facts were read
 */
public record Settled(long position, RetentionNow retention, Set<RequestId> closed) {
    static final Settled NOTHING = new Settled(0, RetentionNow.NONE, Set.of());

    static Set<Class<? extends Fact>> reads() {
        var reads = new HashSet<>(RetentionNow.READS);
        reads.add(RequestClosed.class);
        return reads;
    }

    Settled with(Fact fact) {
        if (fact instanceof RequestClosed one) {
            var all = new HashSet<>(closed);
            all.add(one.request());
            return new Settled(position, retention, all);
        }
        return new Settled(position, retention.with(fact), closed);
    }

    Settled at(long upTo) {
        return new Settled(upTo, retention, closed);
    }
}
