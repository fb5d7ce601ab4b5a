package org.cityarchive.server.search;

import java.time.ZoneId;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.Filters;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.capture.AsOf;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the searchable archive.
 *
 * @param typed the query as typed; empty for everything
 * @param query the query and the filters beside it
 */
record Asked(String typed, RecordQuery query, Sort sort, int limit, @Nullable String cursor, AsOf asOf, boolean facets) {

    /**
     * Reads a request. Filters combine with the query by AND; errors name their parameter.
     *
     * @throws org.cityarchive.core.search.QueryError the query cannot be read
     */
    static Asked of(Parameters given, ZoneId city, Positions positions) {
        var typed = given.text("q").orElse("");
        var filters = new Filters(given.text("account").orElse(null), given.text("platform").orElse(null),
                given.word("kind", Kind.class).orElse(null), given.text("author").orElse(null),
                given.word("authorKind", AuthorKind.class).orElse(null), given.time("from", city).orElse(null),
                given.time("to", city).orElse(null), choice(given, "deleted"), choice(given, "edited"));
        return new Asked(typed, RecordQuery.parse(typed, city).and(filters.query()),
                given.word("sort", Sort.class).orElse(Sort.NEWEST),
                given.limit(), given.cursor().orElse(null), AsOf.of(given, city, positions), given.flag("facets"));
    }

    private static @Nullable Boolean choice(Parameters given, String name) {
        return given.text(name).isEmpty() ? null : given.flag(name);
    }

    Search search() {
        return new Search(query, sort, limit, cursor, asOf.platform(), asOf.archive(), facets);
    }

    /** The same, a page further on. */
    Asked after(String next) {
        return new Asked(typed, query, sort, limit, next, asOf, facets);
    }

    Asked limited(int records) {
        return new Asked(typed, query, sort, records, cursor, asOf, facets);
    }

    Asked withFacets() {
        return new Asked(typed, query, sort, limit, cursor, asOf, true);
    }

    /** The same of another query, for its number alone. */
    Asked counting(RecordQuery other) {
        return new Asked(typed, other, sort, 1, null, asOf, false);
    }
}
