package org.cityarchive.search.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import org.cityarchive.core.search.RecordSearch.Sort;
import org.jspecify.annotations.Nullable;

/**
 * The places of one page, chosen while all that answer go by.
 *
 * @param <T> what stands there
 */
final class PageOfPlaces<T> {
    private final Sort sort;
    private final int limit;
    private final @Nullable Place after;
    private final Comparator<Place> order;
    private final PriorityQueue<Kept<T>> page;

    /** What stands at a place. */
    record Kept<T>(Place place, T what) {}

    /**
     * @param limit how many places to keep
     * @param after the place before the page; null on the first
     */
    PageOfPlaces(Sort sort, int limit, @Nullable Place after) {
        this.sort = sort;
        this.limit = limit;
        this.after = after;
        this.order = Place.order(sort);
        this.page = new PriorityQueue<>(limit + 1, Comparator.comparing(Kept::place, order.reversed()));
    }

    /** Saves reading ids of records that cannot stand on this page. */
    boolean mayEnter(float score, long made) {
        if (after != null && Place.byKeys(sort, score, made, after.score(), after.at()) < 0) {
            return false;
        }
        var worst = page.size() < limit ? null : page.peek();
        return worst == null || Place.byKeys(sort, score, made, worst.place().score(), worst.place().at()) <= 0;
    }

    void enter(Place place, T what) {
        if (after == null || order.compare(after, place) < 0) {
            page.add(new Kept<>(place, what));
            if (page.size() > limit) {
                page.remove();
            }
        }
    }

    /** In order. */
    List<Kept<T>> kept() {
        var kept = new ArrayList<>(page);
        kept.sort(Comparator.comparing(Kept::place, order));
        return kept;
    }
}
