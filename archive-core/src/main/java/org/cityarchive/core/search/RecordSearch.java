package org.cityarchive.core.search;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/** The port of the searchable archive. Counts are exact and count records. */
public interface RecordSearch {

    /** Answers a search. Every page of one cursor chain shows the archive as known at its first page. */
    Results search(Search search);

    /** The last position that is searchable. */
    long searchableUpTo();

    /**
     * How many records that answer were made in each day, month or year of the city, oldest first; empty spans are left out.
     *
     * @param asOf as for a search
     * @param knownAt as for a search
     */
    List<Bar> timeline(RecordQuery query, Span span, @Nullable Instant asOf, @Nullable Long knownAt);

    /** One bar of a timeline. */
    enum Span {
        DAY, MONTH, YEAR
    }

    /** @param from first day of the span, in the city's zone */
    record Bar(LocalDate from, long count) {}

    enum Sort {
        RELEVANCE, NEWEST, OLDEST
    }

    /**
     * @param limit records a page, 1 to 1,000
     * @param cursor the {@code next} of the page before; null for the first page
     * @param asOf as the platform stood then; null: every version answers
     * @param knownAt as the archive knew it at this position; null: now
     * @param facets whether facet counts are wanted
     */
    record Search(RecordQuery query, Sort sort, int limit, @Nullable String cursor, @Nullable Instant asOf,
            @Nullable Long knownAt,
            boolean facets) {}

    /**
     * @param total records that answer, exactly
     * @param facets counts by facet name ({@code account platform kind author authorName year deleted edited hidden has lang}), largest first;
     *        {@code author} counts kinds of authors; {@code authorName} the authors of most records by the name that is shown, and last,
     *        under an empty value, the records of all others; a record whose wordings carry several things or have several languages counts for each
     * @param next cursor of the next page; null on the last
     * @param position the archive's knowledge that this page shows
     */
    record Results(List<Hit> hits, long total, Map<String, List<FacetCount>> facets, @Nullable String next, long position) {}

    /**
     * @param version the newest wording that answers; 0 where no wording was kept
     * @param answering how many of its wordings answer; 0 where no wording was kept
     */
    record Hit(RecordId record, int version, int answering) {}

    /**
     * @param value an account's id, a platform, kind, author kind, thing carried or language in lower case, an author's name, a year,
     *        {@code true} or {@code false}; empty for all that have none of the values before it
     */
    record FacetCount(String value, long count) {}

    /** The cursor is not one of ours, or belongs to another search. */
    final class UnknownCursor extends RuntimeException {
        public UnknownCursor(String message) {
            super(message);
        }
    }
}
