package org.cityarchive.server.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.All;
import org.cityarchive.core.search.RecordQuery.Everything;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.web.PageAddress;

/** Facets as links: each puts its term into the query, or takes it out again. */
final class FacetLinks {
    private static final int SHOWN = 12;
    private static final List<String> STATES = List.of("deleted", "hidden", "edited");

    private final String typed;
    private final List<RecordQuery> terms;
    private final PageAddress list;
    private final ZoneId city;
    private final List<AccountRegister.Entry> accounts;

    /** @param list the address of the list, without its page */
    FacetLinks(String typed, PageAddress list, ZoneId city, List<AccountRegister.Entry> accounts) {
        this.accounts = accounts;
        this.typed = typed;
        this.terms = terms(RecordQuery.parse(typed, city));
        this.list = list;
        this.city = city;
    }

    /** A group of facets. */
    record Group(String name, List<Facet> facets, List<Facet> more) {}

    /** @param share of the greatest count of its group, in percent */
    record Facet(String label, String icon, long count, String href, boolean chosen, int share) {}

    /** @param label the term as typed */
    record Term(String label, String href, boolean negative) {}

    /** The parts of the query, each with the way to be without it. */
    List<Term> chips() {
        return terms.stream().map(term -> new Term(term.canonical(), without(term), term instanceof RecordQuery.Not)).toList();
    }

    static List<RecordQuery> terms(RecordQuery query) {
        return switch (query) {
            case Everything _ -> List.of();
            case All(var parts) -> parts;
            default -> List.of(query);
        };
    }

    List<Group> groups(Map<String, List<FacetCount>> counts) {
        var groups = new ArrayList<Group>();
        addAccounts(groups, counts.getOrDefault("account", List.of()));
        add(groups, "Platform", "platform", "platform:", counts, RecordTitle::platform);
        add(groups, "Kind", "kind", "kind:", counts, FacetLinks::capital);
        groups.add(states(counts));
        add(groups, "Author", "author", "author-kind:", counts, FacetLinks::author);
        add(groups, "Year", "year", "on:", counts, label -> label);
        return groups;
    }

    private interface Labels {
        String of(String value);
    }

    private void add(List<Group> groups, String name, String key, String field, Map<String, List<FacetCount>> counts,
            Labels labels) {
        var found = counts.getOrDefault(key, List.of());
        long most = found.stream().mapToLong(FacetCount::count).max().orElse(0);
        // a year that no query can name (before 0000, after 9999) gets no link
        var facets = found.stream().filter(f -> isTerm(field + f.value()))
                .map(f -> facet(labels.of(bare(f.value())), "", field + f.value(), f.count(), most)).toList();
        if ("year".equals(key)) {
            facets = facets.stream().sorted((a, b) -> b.label().compareTo(a.label())).toList();
        }
        if (!facets.isEmpty()) {
            int cut = Math.min(facets.size(), SHOWN);
            groups.add(new Group(name, facets.subList(0, cut), facets.subList(cut, facets.size())));
        }
    }

    /** Accounts by their name, with the platform where two are called the same; asked for by handle, or by id where two have the same. */
    private void addAccounts(List<Group> groups, List<FacetCount> counts) {
        var facets = counts.stream().map(count -> {
            var account = accounts.stream().filter(a -> a.account().toString().equals(count.value())).findFirst();
            var name = account.map(AccountRegister.Entry::name).orElse(count.value());
            var handle = account.map(AccountRegister.Entry::handle).orElse(count.value());
            long named = accounts.stream().filter(a -> a.name().equalsIgnoreCase(name)).count();
            long alike = accounts.stream().filter(a -> a.handle().equalsIgnoreCase(handle)).count();
            var label = named > 1 ? name + ", " + account.map(a -> RecordTitle.platform(a.platform())).orElse("") : name;
            return facet(label, "", "account:" + (alike == 1 ? quoted(handle) : count.value()), count.count(), 0);
        }).toList();
        if (!facets.isEmpty()) {
            int cut = Math.min(facets.size(), SHOWN);
            groups.add(new Group("Account", facets.subList(0, cut), facets.subList(cut, facets.size())));
        }
    }

    private Group states(Map<String, List<FacetCount>> counts) {
        var icons = Map.of("deleted", "x-circle", "hidden", "eye-slash", "edited", "pencil");
        var facets = STATES.stream().map(state -> {
            long count = counts.getOrDefault(state, List.of()).stream().filter(f -> "true".equals(f.value()))
                    .mapToLong(FacetCount::count).sum();
            return facet(capital(state), icons.getOrDefault(state, ""), "is:" + state, count, 0);
        }).toList();
        return new Group("State", facets, List.of());
    }

    private Facet facet(String label, String icon, String term, long count, long most) {
        var chosen = terms.stream().filter(t -> t.equals(parsed(term))).findFirst();
        var href = chosen.map(this::without).orElseGet(() -> list.with("q", (typed.strip() + " " + term).strip()).toString());
        return new Facet(label, icon, count, href, chosen.isPresent(), most == 0 ? 0 : (int) (count * 100 / most));
    }

    private RecordQuery parsed(String term) {
        try {
            return RecordQuery.parse(term, city);
        } catch (QueryError e) {
            throw new IllegalStateException("the index gave a facet that is no term: " + e.position(), e);
        }
    }

    private boolean isTerm(String term) {
        try {
            RecordQuery.parse(term, city);
            return true;
        } catch (QueryError _) {
            return false;
        }
    }

    private String without(RecordQuery term) {
        var left = terms.stream().filter(t -> !t.equals(term)).toList();
        return list.with("q", RecordQuery.all(left).canonical()).toString();
    }

    private static String bare(String value) {
        return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                ? value.substring(1, value.length() - 1)
                : value;
    }

    private static String author(String kind) {
        return switch (kind) {
            case "city" -> "City";
            case "public" -> "Public";
            default -> "Not known";
        };
    }

    private static String capital(String word) {
        return word.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    /** Filters of a form as terms of the query language, so that there is one query, and all of it is seen. */
    static String folded(String typed, Map<String, String> filters) {
        return (typed + " "
                + filters.entrySet().stream().map(f -> f.getKey() + (f.getValue().isEmpty() ? "" : quoted(f.getValue())))
                        .collect(Collectors.joining(" ")))
                .strip();
    }

    /** A value as the query language writes it, whatever signs it holds. */
    private static String quoted(String value) {
        return new RecordQuery.OnAccount(value).canonical().substring("account:".length());
    }
}
