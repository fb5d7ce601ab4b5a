package org.cityarchive.server.search;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.cityarchive.core.capture.AuthorKind;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.By;
import org.cityarchive.core.search.RecordQuery.Carried;
import org.cityarchive.core.search.RecordQuery.InLang;
import org.cityarchive.core.search.RecordQuery.Made;
import org.cityarchive.core.search.RecordQuery.Mark;
import org.cityarchive.core.search.RecordQuery.When;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/**
 * Facets as links: each puts its value into the query, or takes it out again. Values that exclude each other (accounts, kinds, years …)
 * are joined by OR; marks and things carried, of which a record has several, are asked for one beside the other, so that the number at
 * each is the number of records behind it. Every link is a query in canonical form.
 */
final class FacetLinks {
    private static final int SHOWN = 8;
    private static final int MOST = 80;

    private final QueryTerms terms;
    private final PageAddress list;
    private final AccountTerms accounts;
    private final AuthorNames names;
    private final ZoneId city;
    private final Map<String, Map<String, Long>> counts;

    /**
     * @param list the address of the list, without its page
     * @param counts of the present result, by facet
     */
    FacetLinks(RecordQuery query, PageAddress list, ZoneId city, AccountTerms accounts, AuthorNames names,
            Map<String, List<FacetCount>> counts) {
        this.accounts = accounts;
        this.names = names;
        this.terms = QueryTerms.of(query).each(accounts::spelled).each(names::spelled);
        this.list = list;
        this.city = city;
        this.counts = counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                e -> e.getValue().stream().collect(Collectors.toMap(FacetCount::value, FacetCount::count))));
    }

    /**
     * A group of facets.
     *
     * @param more those after the first few
     * @param left how many more there are, which are not listed
     * @param others all that have none of the values; null where values leave none over
     */
    record Group(String name, List<Facet> facets, List<Facet> more, int left, @Nullable Facet others) {
        Group(String name, List<Facet> facets, List<Facet> more, int left) {
            this(name, facets, more, left, null);
        }
    }

    /**
     * A facet.
     *
     * @param label as people call it
     * @param count records of the present result
     * @param href the query with its value, or without it where it is chosen
     */
    record Facet(String label, String icon, long count, String href, boolean chosen) {}

    /** A value as the index counts it. */
    private record Value(String label, String icon, RecordQuery term, long count) {}

    List<Group> groups() {
        var groups = new ArrayList<Group>();
        either(groups, "Account", RecordQuery.OnAccount.class::isInstance, accounts());
        either(groups, "Platform", RecordQuery.OnPlatform.class::isInstance, accounts.platforms().distinct()
                .map(p -> value(RecordTitle.platform(p), new RecordQuery.OnPlatform(p), "platform", p)).toList());
        either(groups, "Kind", RecordQuery.OfKind.class::isInstance,
                Stream.of(Kind.values()).map(k -> value(capital(word(k)), new RecordQuery.OfKind(k), "kind", word(k))).toList());
        beside(groups, "State",
                List.of(mark(Mark.DELETED, "x-circle"), mark(Mark.HIDDEN, "eye-slash"), mark(Mark.EDITED, "pencil")));
        authors(groups);
        either(groups, "Author is", RecordQuery.ByKind.class::isInstance, Stream.of(AuthorKind.values())
                .map(a -> value(a == AuthorKind.UNKNOWN ? "Not known" : capital(word(a)), new RecordQuery.ByKind(a), "author",
                        word(a)))
                .toList());
        beside(groups, "Has", Stream.of(Carried.PHOTO, Carried.VIDEO, Carried.LINK)
                .map(c -> value(capital(word(c)), new RecordQuery.Has(c), "has", word(c))).toList());
        either(groups, "Language", InLang.class::isInstance, counted("lang").entrySet().stream()
                .map(l -> new Value(language(l.getKey()), "", new InLang(l.getKey()), l.getValue()))
                .sorted(Comparator.comparingLong(Value::count).reversed().thenComparing(Value::label)).toList());
        either(groups, "Year", FacetLinks::isYear, years());
        return groups;
    }

    /** By name, and then all others: those whom the names leave over. */
    private void authors(List<Group> groups) {
        var named = names.entries().stream().map(name -> value(name, new By(name), AuthorNames.FACET, name)).toList();
        either(groups, "Author", By.class::isInstance, named);
        long others = counted(AuthorNames.FACET).getOrDefault(AuthorNames.OTHERS, 0L);
        if (!named.isEmpty() && others > 0) {
            var group = groups.removeLast();
            var none = named.stream().map(name -> RecordQuery.not(name.term())).reduce(terms.query(), RecordQuery::and);
            groups.add(new Group(group.name(), group.facets(), group.more(), group.left(),
                    new Facet("All others", "", others, list.with("q", none.canonical()).toString(), false)));
        }
    }

    /** Those with most records first. */
    private List<Value> accounts() {
        return accounts.entries().stream().map(a -> value(accounts.label(a), accounts.term(a), "account", a.account().toString()))
                .sorted(Comparator.comparingLong(Value::count).reversed()).toList();
    }

    /** A year that no query can name (before 0000, after 9999) gets no link. */
    private List<Value> years() {
        return counted("year").keySet().stream().filter(year -> year.matches("[0-9]{4}"))
                .map(year -> value(year, RecordQuery.parse("on:" + year, city), "year", year))
                .sorted(Comparator.comparing(Value::label).reversed()).toList();
    }

    private static boolean isYear(RecordQuery term) {
        return term instanceof Made(var when, var typed, _, _) && when == When.ON && typed.length() == 4;
    }

    private Value mark(Mark mark, String icon) {
        return new Value(capital(word(mark)), icon, new RecordQuery.Is(mark), counted(word(mark)).getOrDefault("true", 0L));
    }

    private Value value(String label, RecordQuery term, String facet, String counted) {
        return new Value(label, "", term, counted(facet).getOrDefault(counted, 0L));
    }

    private Map<String, Long> counted(String facet) {
        return counts.getOrDefault(facet, Map.of());
    }

    /** Values of which a record has one: several are joined by OR. */
    private void either(List<Group> groups, String name, Predicate<RecordQuery> kind, List<Value> values) {
        var chosen = terms.alternatives(kind);
        add(groups, name, values, value -> {
            boolean in = chosen.contains(value.term());
            var left = Stream.concat(chosen.stream().filter(t -> !t.equals(value.term())),
                    in ? Stream.of() : Stream.of(value.term()));
            return facet(value, terms.withAlternatives(kind, left.toList()), in);
        });
    }

    /** Values of which a record may have several: each is asked for beside the others. */
    private void beside(List<Group> groups, String name, List<Value> values) {
        add(groups, name, values, value -> facet(value, terms.flipped(value.term()), terms.has(value.term())));
    }

    private static void add(List<Group> groups, String name, List<Value> values, Function<Value, Facet> facet) {
        if (!values.isEmpty()) {
            int cut = values.size() <= SHOWN + 2 ? values.size() : SHOWN; // a fold for two is no help
            int end = Math.max(cut, Math.min(values.size(), MOST));
            groups.add(new Group(name, values.subList(0, cut).stream().map(facet).toList(),
                    values.subList(cut, end).stream().map(facet).toList(), values.size() - end));
        }
    }

    private Facet facet(Value value, QueryTerms then, boolean chosen) {
        return new Facet(value.label(), value.icon(), value.count(), list.with("q", then.canonical()).toString(), chosen);
    }

    private static String language(String tag) {
        var name = Locale.forLanguageTag(tag).getDisplayName(Locale.US);
        return tag.equals("und") || name.isEmpty() ? "Not said (" + tag + ")" : name;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
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
