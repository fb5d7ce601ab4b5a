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
        if (last.position() >= head) {
            return last;
        }
        reading.lock();
        try {
            var settled = last;
            while (settled.position() < head) {
                var batch = facts.after(settled.position(), Settled.reads(), MOST);
                for (Recorded<?> recorded : batch.facts()) {
                    settled = settled.with(recorded.fact());
                }
                settled = settled.at(batch.upTo());
            }
            last = settled;
            return settled;
        } finally {
            reading.unlock();
        }
    }
}
