package org.cityarchive.server.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Text;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/** What to ask instead of a query that finds nothing: the same without one of its parts, and with all forms of its words. */
final class NearerQueries {
    private static final int MOST_TRIED = 6;
    private static final int SHOWN = 3;

    private final Findings findings;
    private final Asked asked;
    private final PageAddress list;
    private final ZoneId city;

    NearerQueries(Findings findings, Asked asked, PageAddress list, ZoneId city) {
        this.findings = findings;
        this.asked = asked;
        this.list = list;
        this.city = city;
    }

    /**
     * A query that finds something.
     *
     * @param left the part that it leaves out; null where it leaves none out
     */
    record Nearer(String query, String href, long count, @Nullable String left) {}

    /**
     * Those found, with most records first.
     *
     * @param hardest the part without which most is found; null where no single part is in the way
     */
    record Found(List<Nearer> queries, @Nullable Nearer hardest) {}

    Found found() {
        var without = new ArrayList<Nearer>();
        var terms = QueryTerms.of(asked.query());
        if (terms.parts().size() > 1) {
            terms.parts().stream().limit(MOST_TRIED)
                    .forEach(part -> counted(terms.without(part).query(), part.canonical()).ifPresent(without::add));
        }
        without.sort(Comparator.comparingLong(Nearer::count).reversed());
        var queries = new ArrayList<>(without.subList(0, Math.min(SHOWN, without.size())));
        allForms(terms).flatMap(query -> counted(query, null)).ifPresent(queries::addFirst);
        return new Found(List.copyOf(queries), without.isEmpty() ? null : without.getFirst());
    }

    /** The query with all forms of its English words; empty where it has no words to bend. */
    private Optional<RecordQuery> allForms(QueryTerms terms) {
        var bent = terms.each(term -> term instanceof Text(var pieces, var quoted) && !quoted && !pieces.getFirst().prefix()
                ? RecordQuery.parse("~" + pieces.getFirst().typed(), city)
                : term);
        return bent.equals(terms) ? Optional.empty() : Optional.of(bent.query());
    }

    private Optional<Nearer> counted(RecordQuery query, @Nullable String left) {
        long count = findings.count(asked.counting(query));
        return count == 0
                ? Optional.empty()
                : Optional.of(new Nearer(query.canonical(), list.with("q", query.canonical()).toString(), count, left));
    }
}
