package org.cityarchive.server.search;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Any;
import org.cityarchive.core.search.RecordQuery.By;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.Words;

/**
 * The authors of a result, as they are listed beside it.
 *
 * @param entries names as shown, those of most records first
 * @param folded how names are compared
 */
record AuthorNames(List<String> entries, UnaryOperator<String> folded) {
    static final String FACET = "authorName";
    /** The value under which all are counted who are not named. */
    static final String OTHERS = "";

    static AuthorNames of(Map<String, List<FacetCount>> facets, Words words) {
        return new AuthorNames(facets.getOrDefault(FACET, List.of()).stream().map(FacetCount::value)
                .filter(name -> !name.equals(OTHERS)).toList(), words::folded);
    }

    /** The part with its authors spelled as they are listed; others are left as they are. */
    RecordQuery spelled(RecordQuery part) {
        return switch (part) {
            case By(var typed) -> entries.stream().filter(name -> folded.apply(name).equals(folded.apply(typed))).findFirst()
                    .<RecordQuery>map(By::new).orElse(part);
            case Any(var parts) -> RecordQuery.any(parts.stream().map(this::spelled).toList());
            default -> part;
        };
    }
}
