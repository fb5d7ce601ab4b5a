package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.All;
import org.cityarchive.core.search.RecordQuery.Any;
import org.cityarchive.core.search.RecordQuery.Everything;
import org.cityarchive.core.search.RecordQuery.Made;

/**
 * A query as the parts that must all hold. Pages vary it part by part, so that every link is a query in canonical form.
 *
 * @param parts in the order typed; none asks for every record
 */
record QueryTerms(List<RecordQuery> parts) {

    static QueryTerms of(RecordQuery query) {
        return new QueryTerms(switch (query) {
            case Everything _ -> List.of();
            case All(var parts) -> parts;
            default -> List.of(query);
        });
    }

    RecordQuery query() {
        return RecordQuery.all(parts);
    }

    String canonical() {
        return query().canonical();
    }

    boolean has(RecordQuery part) {
        return parts.contains(part);
    }

    QueryTerms without(RecordQuery part) {
        return new QueryTerms(parts.stream().filter(p -> !p.equals(part)).toList());
    }

    QueryTerms and(RecordQuery part) {
        return of(query().and(part));
    }

    /** With this part if it lacks it, without it if it has it. */
    QueryTerms flipped(RecordQuery part) {
        return has(part) ? without(part) : and(part);
    }

    /** The values of one kind that are asked for: the first part that is one, or several joined by OR. */
    List<RecordQuery> alternatives(Predicate<RecordQuery> kind) {
        return parts.stream().filter(p -> isOf(p, kind)).findFirst().map(QueryTerms::values).orElse(List.of());
    }

    /** The same with other values of that kind, in the same place; none takes the part out. */
    QueryTerms withAlternatives(Predicate<RecordQuery> kind, List<RecordQuery> values) {
        var varied = new ArrayList<RecordQuery>();
        boolean put = values.isEmpty();
        boolean found = false;
        for (var part : parts) {
            if (found || !isOf(part, kind)) {
                varied.add(part);
            } else {
                found = true;
                if (!put) {
                    varied.add(RecordQuery.any(values));
                    put = true;
                }
            }
        }
        if (!put) {
            varied.add(RecordQuery.any(values));
        }
        return of(RecordQuery.all(varied));
    }

    /** Without what it asks of the time of making. */
    QueryTerms withoutDates() {
        return new QueryTerms(parts.stream().filter(p -> !isOf(p, Made.class::isInstance)).toList());
    }

    /** The parts that ask for nothing but the time of making, each a list of alternatives. */
    List<List<Made>> dates() {
        return parts.stream().filter(p -> isOf(p, Made.class::isInstance))
                .map(p -> values(p).stream().map(Made.class::cast).toList()).toList();
    }

    /** Each part put otherwise. */
    QueryTerms each(UnaryOperator<RecordQuery> change) {
        return of(RecordQuery.all(parts.stream().map(change).toList()));
    }

    private static List<RecordQuery> values(RecordQuery part) {
        return part instanceof Any(var values) ? values : List.of(part);
    }

    private static boolean isOf(RecordQuery part, Predicate<RecordQuery> kind) {
        return values(part).stream().allMatch(kind);
    }
}
