package org.cityarchive.search.query;

import java.util.BitSet;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.RecordSearch.Hit;

/**
 * What was found for one page.
 *
 * @param total records that answer, exactly
 * @param page in order
 */
record Found(long total, List<Shown> page) {

    /** A record of the page. */
    record Shown(Place place, Hit hit) {

        /** @param answering numbers of the wordings that answer */
        static Shown of(Place place, BitSet answering) {
            return new Shown(place, new Hit(new RecordId(new UUID(place.idHigh(), place.idLow())),
                    Math.max(0, answering.length() - 1), answering.cardinality()));
        }
    }
}
