package org.cityarchive.search.query;

import java.util.Comparator;

import org.cityarchive.core.search.RecordSearch.Sort;

/**
 * Where a record stands in a sorted answer. No two records share a place.
 *
 * @param at microseconds of making
 * @param idHigh first half of its id
 * @param idLow second half of its id
 */
record Place(float score, long at, long idHigh, long idLow) {
    private static final Comparator<Place> BY_ID = ((Comparator<Place>) (a, b) -> Long.compareUnsigned(a.idHigh, b.idHigh))
            .thenComparing((a, b) -> Long.compareUnsigned(a.idLow, b.idLow));

    /** Earlier places first. */
    static Comparator<Place> order(Sort sort) {
        return ((Comparator<Place>) (a, b) -> byKeys(sort, a.score, a.at, b.score, b.at)).thenComparing(BY_ID);
    }

    /** The order of the sort's own keys, without the id that breaks ties. */
    static int byKeys(Sort sort, float scoreA, long atA, float scoreB, long atB) {
        return switch (sort) {
            case RELEVANCE -> scoreA == scoreB ? Long.compare(atB, atA) : Float.compare(scoreB, scoreA);
            case NEWEST -> Long.compare(atB, atA);
            case OLDEST -> Long.compare(atA, atB);
        };
    }
}
