package org.cityarchive.server.hold;

import java.util.Locale;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.CsvRow;
import org.jspecify.annotations.Nullable;

/** What a hold's report tells: its scopes with their counts, first and last record, what came since, who acknowledged. */
final class HoldReport {
    private static final String END = "\r\n";

    private final HoldViews views;
    private final RecordSearch search;
    private final Records records;
    private final ScopeLooks looks;
    private final CityTimes times;

    HoldReport(HoldViews views, RecordSearch search, Records records, ScopeLooks looks, CityTimes times) {
        this.views = views;
        this.search = search;
        this.records = records;
        this.looks = looks;
        this.times = times;
    }

    /**
     * What a scope holds today.
     *
     * @param first when the oldest record was made; null: there is none
     * @param since how many came into the archive after the scope was set
     */
    record Counted(HoldView.ScopeView scope, long total, long since, @Nullable Instant first, @Nullable Instant last) {}

    /** Counts each scope of a hold, as of now. */
    List<Counted> counted(HoldView hold) {
        return hold.scopes().stream().map(one -> {
            var held = views.held(List.of(one.scope()));
            return new Counted(one, looks.count(held), looks.since(held, one.scope().setAt()), made(held, Sort.OLDEST),
                    made(held, Sort.NEWEST));
        }).toList();
    }

    private @Nullable Instant made(RecordQuery query, Sort sort) {
        return search.search(new Search(query, sort, 1, null, null, null, false)).hits().stream().findFirst()
                .map(hit -> records.views(List.of(hit.record()), Long.MAX_VALUE).get(hit.record()))
                .map(view -> view.history().at()).orElse(null);
    }

    /** The report as a table: a line a statement, so that any program reads it. */
    String csv(HoldView hold) {
        var csv = new StringBuilder();
        line(csv, "what", "number", "value", "records", "since", "first", "last", "by", "at", "until");
        var matter = hold.matter();
        line(csv, "hold", hold.number(), hold.title(), number(hold.total()), number(hold.since()), null, null, hold.placedBy(),
                hold.placedAt().toString(), null);
        if (matter != null) {
            line(csv, "reference", null, matter.reference(), null, null, null, null, null, null, null);
            line(csv, "reason", null, matter.reason(), null, null, null, null, null, null, null);
        }
        for (var one : counted(hold)) {
            var scope = one.scope().scope();
            line(csv, "scope", number(scope.number()), described(one.scope()), number(one.total()), number(one.since()),
                    text(one.first()),
                    text(one.last()), one.scope().byWhom(), scope.setAt().toString(), text(scope.releasedOn()));
        }
        hold.custodians().forEach(one -> line(csv, "custodian", null, one.name(), null, null, null, null, one.role(),
                one.acknowledgedAt() == null ? "not acknowledged" : one.acknowledgedAt().toString(), null));
        hold.proposals()
                .forEach(one -> line(csv, "release " + one.proposal().state().name().toLowerCase(Locale.ROOT),
                        one.proposal().scopes().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        one.why(), null, null, null, null, one.by(), one.proposal().at().toString(),
                        text(one.proposal().endedAt())));
        line(csv, "as of", null, times.now().truncatedTo(ChronoUnit.SECONDS).toString(), null, null, null, null, null, null,
                null);
        return csv.toString();
    }

    /** A scope in one cell. */
    static String described(HoldView.ScopeView scope) {
        var parts = new ArrayList<String>();
        if (scope.query() != null) {
            parts.add(scope.query());
        }
        if (scope.records() > 0) {
            parts.add(scope.records() + (scope.records() == 1 ? " record" : " records") + " by number");
        }
        if (scope.threads() > 0) {
            parts.add(scope.threads() + (scope.threads() == 1 ? " whole thread" : " whole threads"));
        }
        if (scope.wholeThreads()) {
            parts.add("with the whole thread of whatever matches");
        }
        return parts.isEmpty() ? "not shown to this role" : String.join("; ", parts);
    }

    private static void line(StringBuilder csv, @Nullable String... cells) {
        csv.append(CsvRow.of(Arrays.asList(cells))).append(END);
    }

    private static String number(long number) {
        return String.valueOf(number);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
