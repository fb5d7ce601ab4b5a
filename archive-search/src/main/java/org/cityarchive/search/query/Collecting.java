package org.cityarchive.search.query;

import java.util.Collection;

import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;

/** A search by one collector over all segments, one after another. */
final class Collecting {

    private Collecting() {}

    static <C extends Collector> CollectorManager<C, C> by(C collector) {
        return new CollectorManager<>() {
            @Override
            public C newCollector() {
                return collector;
            }

            @Override
            public C reduce(Collection<C> collectors) {
                return collector;
            }
        };
    }
}
