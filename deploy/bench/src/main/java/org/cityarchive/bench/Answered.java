package org.cityarchive.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Results;

/**
 * One side's answer to a question.
 *
 * @param records the page's, in order
 * @param facets counts by facet and value, those of accounts and of authors by their sizes alone; none where none were asked for
 * @param texts of the page's records; none where none were asked for
 */
record Answered(long total, List<UUID> records, Map<String, Map<String, Long>> facets, List<String> texts) {
    static final List<String> COMPARED = List.of("platform", "kind", "author", "year", "deleted", "edited", "hidden", "lang");

    static Answered of(Results results) {
        return new Answered(results.total(), results.hits().stream().map(hit -> hit.record().value()).toList(),
                facets(results.facets()), List.of());
    }

    private static Map<String, Map<String, Long>> facets(Map<String, List<FacetCount>> found) {
        var facets = new TreeMap<String, Map<String, Long>>();
        found.forEach((name, counts) -> {
            if (COMPARED.contains(name)) {
                var values = new TreeMap<String, Long>();
                counts.forEach(count -> values.put(count.value(), count.count()));
                facets.put(name, values);
            }
        });
        return facets;
    }

    Answered showing(List<String> shown) {
        return new Answered(total, records, facets, shown);
    }

    /** In what another side's answer differs; empty where it is the same. */
    Optional<String> unlike(Answered other) {
        if (total != other.total) {
            return Optional.of(String.format("%,d records against %,d", total, other.total));
        }
        for (int i = 0; i < records.size(); i++) {
            if (other.records.size() <= i || !records.get(i).equals(other.records.get(i))) {
                return Optional.of("another record stands at place " + (i + 1));
            }
        }
        for (var facet : facets.keySet()) {
            if (!facets.get(facet).equals(other.facets.get(facet))) {
                return Optional.of(facet + " is counted " + facets.get(facet) + " against " + other.facets.get(facet));
            }
        }
        return equals(other) ? Optional.empty() : Optional.of("other texts are shown");
    }
}
