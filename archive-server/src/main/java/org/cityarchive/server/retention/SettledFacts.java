package org.cityarchive.server.retention;

import java.util.concurrent.locks.ReentrantLock;

import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.FactReader;

/** What is settled for all records? Read from the facts themselves, and only what came since it was asked last. */
public final class SettledFacts {
    private static final int MOST = 1_000;

    private final FactReader facts;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Settled last = Settled.NOTHING;

    public SettledFacts(FactReader facts) {
        this.facts = facts;
    }

    /** As of the store's head, or later. */
    public Settled now() {
        long head = facts.head();
        var known = last;
        return known.position() >= head ? known : read(head, Long.MAX_VALUE);
    }

    /** As of a position exactly. Who asks for ever later ones reads each fact once. */
    Settled at(long position) {
        var known = last;
        return known.position() >= position && known.changedAt() <= position ? known.at(position) : read(position, position);
    }

    private Settled read(long least, long most) {
        reading.lock();
        try {
            var settled = last.position() <= most ? last : Settled.NOTHING;
            while (settled.position() < least) {
                var batch = facts.after(settled.position(), Settled.reads(), MOST);
                for (Recorded<?> recorded : batch.facts()) {
                    if (recorded.position() <= most) {
                        settled = settled.with(recorded);
                    }
                }
                settled = settled.at(Math.min(batch.upTo(), most));
            }
            last = settled;
            return settled;
        } finally {
            reading.unlock();
        }
    }
}
