package org.cityarchive.server.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.QueryReading;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.AsOf;
import org.cityarchive.server.search.Findings.Found;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The search page. */
@Controller
final class SearchPages {
    /** Filters that a form may send, and the field of the query language that says the same. */
    private static final Map<String, String> FIELDS = fields();
    private static final int MOST_HINTS = 6;

    private final Findings findings;
    private final Positions positions;
    private final CityTimes times;
    private final AccountRegister accounts;
    private final SearchesNoted searches;

    SearchPages(Findings findings, Positions positions, CityTimes times, AccountRegister accounts, SearchesNoted searches) {
        this.findings = findings;
        this.positions = positions;
        this.times = times;
        this.accounts = accounts;
        this.searches = searches;
    }

    /** A query that is near the one that found nothing. */
    record Hint(String query, String href, long count) {}

    /** A way to sort. */
    record Order(String label, String href, boolean chosen) {}

    /** Where in the result the page stands. */
    record Place(long first, long last, long total, @Nullable String back, @Nullable String next) {}

    @GetMapping("/search")
    String search(Parameters given, Model model) {
        var typed = given.text("q").orElse("");
        var list = list(given);
        var filters = filters(given);
        if (!filters.isEmpty()) {
            return "redirect:" + list.with("q", FacetLinks.folded(typed, filters));
        }
        model.addAttribute("q", typed);
        model.addAttribute("list", list);
        try {
            show(given, list, model);
        } catch (QueryError error) {
            model.addAttribute("error", Pointed.of(typed, error));
        }
        return "search/search";
    }

    private void show(Parameters given, PageAddress list, Model model) {
        var asked = Asked.of(given, times.city(), positions).withFacets();
        var found = findings.find(asked);
        searches.onThePage(asked, found.results());
        var links = new FacetLinks(asked.typed(), list, times.city(), accounts.all());
        model.addAttribute("reading", asked.query() instanceof RecordQuery.Everything ? null : QueryReading.of(asked.query()));
        model.addAttribute("chips", links.chips());
        model.addAttribute("groups", links.groups(found.results().facets()));
        model.addAttribute("cards", found.findings().stream().map(f -> Card.of(f, address(given, list), times)).toList());
        model.addAttribute("place", place(given, list, found));
        model.addAttribute("orders", orders(asked, list));
        model.addAttribute("csv", list.at("/api/v1/records").with("format", "csv"));
        model.addAttribute("past", past(asked.asOf()));
        model.addAttribute("now", list.without("asOf", "knownAt"));
        if (found.results().total() == 0) {
            model.addAttribute("hints", hints(asked, list));
            model.addAttribute("all", findings.count(asked.counting(new RecordQuery.Everything())));
        }
    }

    /** The address of the result, from its first page. */
    private static PageAddress list(Parameters given) {
        var list = PageAddress.of("/search");
        for (var name : List.of("q", "sort", "asOf", "knownAt", "limit")) {
            list = list.with(name, given.text(name).orElse(null));
        }
        return list;
    }

    private static PageAddress address(Parameters given, PageAddress list) {
        return list.with("cursor", given.text("cursor").orElse(null)).with("page", given.text("page").orElse(null))
                .with("trail", given.text("trail").orElse(null));
    }

    private static Map<String, String> filters(Parameters given) {
        var filters = new LinkedHashMap<String, String>();
        FIELDS.forEach((name, field) -> given.text(name).ifPresent(value -> filters.put(field, value.strip())));
        for (var mark : List.of("deleted", "edited")) {
            given.text(mark).ifPresent(_ -> filters.put((given.flag(mark) ? "is:" : "-is:") + mark, ""));
        }
        return filters;
    }

    private static Map<String, String> fields() {
        var fields = new LinkedHashMap<String, String>();
        fields.put("account", "account:");
        fields.put("platform", "platform:");
        fields.put("kind", "kind:");
        fields.put("author", "author:");
        fields.put("authorKind", "author-kind:");
        fields.put("from", "after:");
        fields.put("to", "before:");
        return fields;
    }

    /** Cursors lead only onward; the way back is the trail of cursors that led here. */
    private static Place place(Parameters given, PageAddress list, Found found) {
        long page = given.number("page").orElse(1L);
        int limit = given.limit();
        long first = (page - 1) * limit + 1;
        var cursor = given.text("cursor").orElse("");
        var trail = new ArrayList<>(Arrays.asList(given.text("trail").orElse("").split(",", -1)));
        trail.removeIf(String::isEmpty);
        String back = null;
        if (!cursor.isEmpty()) {
            var before = trail.isEmpty() ? null : trail.getLast();
            var earlier = trail.isEmpty() ? List.<String>of() : trail.subList(0, trail.size() - 1);
            back = before == null || page <= 2
                    ? list.toString()
                    : list.with("cursor", before).with("page", String.valueOf(page - 1)).with("trail", String.join(",", earlier))
                            .toString();
        }
        String next = null;
        if (found.results().next() != null) {
            if (!cursor.isEmpty()) {
                trail.add(cursor);
            }
            next = list.with("cursor", found.results().next()).with("page", String.valueOf(page + 1))
                    .with("trail", String.join(",", trail))
                    .toString();
        }
        return new Place(first, first + found.findings().size() - 1, found.results().total(), back, next);
    }

    private static List<Order> orders(Asked asked, PageAddress list) {
        return List.of(new Order("Newest first", list.with("sort", null).toString(), asked.sort() == Sort.NEWEST),
                new Order("Oldest first", list.with("sort", "oldest").toString(), asked.sort() == Sort.OLDEST),
                new Order("Best match first", list.with("sort", "relevance").toString(), asked.sort() == Sort.RELEVANCE));
    }

    /** The past that is shown, in words; null for now. */
    private @Nullable String past(AsOf asOf) {
        var words = new ArrayList<String>();
        if (asOf.platform() != null) {
            words.add("as the platform stood on " + times.minute(asOf.platform()));
        }
        if (asOf.archive() != null) {
            words.add("as the archive knew it at position " + asOf.archive() + ", "
                    + times.second(positions.instant(asOf.archive())));
        }
        return words.isEmpty() ? null : String.join(", and ", words);
    }

    /** The same query without each of its parts, and with all forms of its words. */
    private List<Hint> hints(Asked asked, PageAddress list) {
        var hints = new ArrayList<Hint>();
        var terms = FacetLinks.terms(asked.query());
        for (var term : terms.subList(0, terms.size() < 2 ? 0 : Math.min(terms.size(), MOST_HINTS))) {
            add(hints, RecordQuery.all(terms.stream().filter(t -> !t.equals(term)).toList()), asked, list);
        }
        for (var term : terms) {
            if (term instanceof RecordQuery.Text(var pieces, var quoted) && !quoted && !pieces.getFirst().prefix()) {
                var forms = RecordQuery.parse("~" + pieces.getFirst().typed(), times.city());
                add(hints, RecordQuery.all(terms.stream().map(t -> t.equals(term) ? forms : t).toList()), asked, list);
            }
        }
        return hints;
    }

    private void add(List<Hint> hints, RecordQuery query, Asked asked, PageAddress list) {
        long count = hints.size() < MOST_HINTS ? findings.count(asked.counting(query)) : 0;
        if (count > 0) {
            hints.add(new Hint(query.canonical(), list.with("q", query.canonical()).toString(), count));
        }
    }
}
