package org.cityarchive.server.search;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.QueryHelp;
import org.cityarchive.core.search.QueryReading;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch.Results;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Parameters;
import org.cityarchive.server.people.WhoCan;
import org.cityarchive.server.web.CorrelationId;
import org.slf4j.MDC;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The search page. */
@Controller
final class SearchPages {
    /** Filters that a form may send, and the field of the query language that says the same. */
    private static final Map<String, String> FIELDS = fields();
    private static final int STUBS = 10;

    private final Findings findings;
    private final Positions positions;
    private final CityTimes times;
    private final AccountRegister accounts;
    private final Previews previews;
    private final SearchesNoted searches;
    private final Words words;
    private final WhoCan whoCan;

    SearchPages(Findings findings, Positions positions, CityTimes times, AccountRegister accounts, Previews previews,
            SearchesNoted searches, Words words, WhoCan whoCan) {
        this.findings = findings;
        this.positions = positions;
        this.times = times;
        this.accounts = accounts;
        this.searches = searches;
        this.previews = previews;
        this.words = words;
        this.whoCan = whoCan;
    }

    /** @param label a part of the query, as it would be typed */
    record Chip(String label, String href, boolean negative) {}

    /**
     * What was searched.
     *
     * @param records all that the archive held then
     * @param upTo until when what came in was searched
     * @param behind newest facts that were not searchable yet
     */
    record Searched(long records, int accounts, Instant upTo, long behind) {}

    /** A way to sort. */
    record Order(String label, String href, boolean chosen) {}

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

    /** A record beside the result. */
    @GetMapping("/search/preview/{id}")
    String preview(@PathVariable UUID id, Parameters given, Model model) {
        var asked = Asked.of(given, times.city(), positions);
        var finding = findings.one(new RecordId(id), given.whole("version").orElse(0), asked)
                .orElseThrow(() -> new NoSuch("There is no record with this id, or it was not there yet."));
        model.addAttribute("preview", previews.of(finding, address(given, list(given)), asked.asOf()));
        model.addAttribute("times", times);
        return "search/preview :: record";
    }

    /** The query language and the keys. */
    @GetMapping("/search/help")
    String help(Model model) {
        model.addAttribute("lines", QueryHelp.LINES);
        return "search/help";
    }

    private void show(Parameters given, PageAddress list, Model model) {
        var asked = Asked.of(given, times.city(), positions).withFacets();
        var query = asked.query();
        var found = findings.find(asked);
        searches.onThePage(asked, found.results());
        var results = found.results();
        var register = new AccountTerms(accounts.all());
        var here = address(given, list);
        model.addAttribute("reading", query instanceof RecordQuery.Everything ? null : QueryReading.of(query));
        model.addAttribute("chips", chips(query, list));
        model.addAttribute("groups", new FacetLinks(query, list, times.city(), register,
                AuthorNames.of(results.facets(), words), results.facets()).groups());
        model.addAttribute("timeline", findings.timeline(asked, results.position(), times.city()).orElse(null));
        model.addAttribute("damaged", found.damaged());
        if (!found.damaged().isEmpty()) {
            model.addAttribute("whoCan", whoCan.in(Set.of(Role.IT_DIRECTOR)));
            model.addAttribute("reference", MDC.get(CorrelationId.LOGGED));
        }
        model.addAttribute("cards", found.findings().stream().map(f -> Card.of(f, here, times)).toList());
        model.addAttribute("preview", found.findings().isEmpty()
                ? null
                : previews.of(found.findings().getFirst(), here, asked.asOf()));
        model.addAttribute("place", Place.of(given, list, found));
        model.addAttribute("orders", orders(asked, list));
        model.addAttribute("searched", searched(asked, results, register));
        destroyed(asked, list, results.next() == null, model);
        if (results.total() == 0) {
            model.addAttribute("nearer", new NearerQueries(findings, asked, list, times.city()).found());
        }
    }

    /** What the result misses; the stubs themselves where they surely answer, behind its last record. */
    private void destroyed(Asked asked, PageAddress list, boolean isLast, Model model) {
        var destroyed = findings.destroyed(asked);
        if (!destroyed.isNone()) {
            var all = PageAddress.of("/search/destroyed");
            for (var one : list.parameters().entrySet()) {
                all = one.getKey().equals("sort") ? all : all.with(one.getKey(), one.getValue());
            }
            model.addAttribute("destroyed", destroyed);
            model.addAttribute("destroyedHref", all);
            model.addAttribute("stubs", destroyed.certain() && isLast ? findings.stubs(asked, 0, STUBS) : List.of());
        }
    }

    /** The parts of the query, each with the way to be without it. */
    private static List<Chip> chips(RecordQuery query, PageAddress list) {
        var terms = QueryTerms.of(query);
        return terms.parts().stream()
                .map(part -> new Chip(part.canonical(), list.with("q", terms.without(part).canonical()).toString(),
                        part instanceof RecordQuery.Not))
                .toList();
    }

    private Searched searched(Asked asked, Results results, AccountTerms register) {
        var archive = asked.asOf().archive();
        long behind = archive == null ? Math.max(0, positions.head().position() - results.position()) : 0;
        var upTo = archive == null && behind == 0 ? times.now() : positions.instant(results.position());
        return new Searched(findings.all(asked, results.position()), register.entries().size(), upTo, behind);
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

    private static List<Order> orders(Asked asked, PageAddress list) {
        return List.of(new Order("Newest first", list.with("sort", null).toString(), asked.sort() == Sort.NEWEST),
                new Order("Oldest first", list.with("sort", "oldest").toString(), asked.sort() == Sort.OLDEST),
                new Order("Best match first", list.with("sort", "relevance").toString(), asked.sort() == Sort.RELEVANCE));
    }
}
