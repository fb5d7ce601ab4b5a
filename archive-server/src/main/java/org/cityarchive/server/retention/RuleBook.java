package org.cityarchive.server.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.RetentionCommand.AdoptRule;
import org.cityarchive.core.retention.RetentionCommand.RetireRule;
import org.cityarchive.core.retention.RetentionEvent.RuleAdopted;
import org.cityarchive.core.retention.RetentionEvent.RuleRetired;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.FacetCount;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.PageAddress;
import org.jspecify.annotations.Nullable;

/** Which rules put records into series, what does each match now, and who adopted it? */
final class RuleBook {
    private static final int SAMPLES = 5;

    private final ScheduleBook book;
    private final RuleQueries queries;
    private final RecordSearch search;
    private final RecordLines lines;
    private final ActorNames names;
    private final RetentionWords words;
    private final RetentionActs acts;

    RuleBook(ScheduleBook book, RuleQueries queries, RecordSearch search, RecordLines lines, ActorNames names,
            RetentionWords words, RetentionActs acts) {
        this.book = book;
        this.queries = queries;
        this.search = search;
        this.lines = lines;
        this.names = names;
        this.words = words;
        this.acts = acts;
    }

    /** One wording of a rule. */
    record Wording(int number, String name, String query, SeriesCode series, String reason, String adoptedBy, Instant adoptedAt,
            long previewed) {}

    /** @param reason in the words of who retired it */
    record Retired(String by, Instant at, String reason) {}

    /**
     * A rule.
     *
     * @param wordings the newest last
     * @param matches how many records it matches now; 0 where it is retired
     * @param href the search that lists exactly these
     * @param retired null: it matches
     */
    record Rule(RuleId id, List<Wording> wordings, long matches, String href, @Nullable Retired retired) {
        public Wording last() {
            return wordings.getLast();
        }

        /** Its last wording, as facts name it. */
        RuleVersion version() {
            return new RuleVersion(id, last().number());
        }

        public boolean isRetired() {
            return retired != null;
        }
    }

    /**
     * What a query matches, looked at before anybody adopts it.
     *
     * @param position of the archive's knowledge that was looked at
     * @param accounts and years: how many in each, the largest first
     */
    record Preview(long matches, long position, List<FacetCount> accounts, List<FacetCount> years, List<FacetCount> authors,
            List<RecordLines.Line> samples, String href) {}

    /** A rule as a form or the API asks for it. */
    record Wish(RuleId id, int number, RuleQueries.Written written, SeriesCode series, long previewed, long previewedAt) {}

    /** All: those that match in the order of their first adoption, then the retired. */
    List<Rule> all() {
        return all(book.now());
    }

    private List<Rule> all(ScheduleBook.Entries settled) {
        var known = names.now();
        var wordings = new LinkedHashMap<RuleId, List<Wording>>();
        var retired = new LinkedHashMap<RuleId, Retired>();
        for (var one : settled.told()) {
            if (one.fact() instanceof RuleAdopted adopted) {
                wordings.computeIfAbsent(adopted.rule(), _ -> new ArrayList<>())
                        .add(wording(adopted, known.of(adopted.adoptedBy().toString()), one.at()));
            } else if (one.fact() instanceof RuleRetired gone) {
                retired.put(gone.rule(), new Retired(known.of(gone.retiredBy().toString()), one.at(),
                        words.of(gone.words()).getOrDefault("reason", "")));
            }
        }
        var rules = new ArrayList<Rule>();
        wordings.forEach((id, all) -> {
            if (!retired.containsKey(id)) {
                rules.add(rule(id, all, null));
            }
        });
        retired.forEach((id, gone) -> rules.add(rule(id, wordings.getOrDefault(id, List.of()), gone)));
        return List.copyOf(rules);
    }

    private Wording wording(RuleAdopted adopted, String by, Instant at) {
        var said = queries.written(adopted.words());
        return new Wording(adopted.number(), said.map(RuleQueries.Written::name).orElse("words not there"),
                said.map(RuleQueries.Written::query).orElse(""), adopted.series(),
                said.map(RuleQueries.Written::reason).orElse(""), by, at, adopted.previewed());
    }

    private Rule rule(RuleId id, List<Wording> wordings, @Nullable Retired retired) {
        var query = wordings.getLast().query();
        return new Rule(id, List.copyOf(wordings), retired == null ? count(query) : 0,
                PageAddress.of("/search").with("q", query).toString(), retired);
    }

    /** The names of the rules that match, by their last wording. */
    Map<RuleId, String> named() {
        var named = new LinkedHashMap<RuleId, String>();
        book.now().now().schedules().rules().forEach((id, adopted) -> named.put(id,
                queries.written(adopted.words()).map(RuleQueries.Written::name).orElse("a rule whose words are not there")));
        return named;
    }

    /** @throws NoSuch there is none */
    Rule of(RuleId id) {
        return all().stream().filter(rule -> rule.id().equals(id)).findFirst()
                .orElseThrow(() -> new NoSuch("No rule has this id."));
    }

    private long count(String query) {
        return search.search(ask(RecordQuery.parse(query, acts.zone()), 1, false)).total();
    }

    /** Looks at what a query matches now. */
    Preview preview(String query) {
        var asked = RecordQuery.parse(query, acts.zone());
        asked.requireOfTheRecordAlone();
        var found = search.search(ask(asked, SAMPLES, true));
        var facets = found.facets();
        return new Preview(found.total(), found.position(), facets.getOrDefault("account", List.of()),
                facets.getOrDefault("year", List.of()), facets.getOrDefault("author", List.of()),
                lines.of(found.hits().stream().map(RecordSearch.Hit::record).toList()),
                PageAddress.of("/search").with("q", query).toString());
    }

    private static Search ask(RecordQuery query, int limit, boolean facets) {
        return new Search(query, Sort.NEWEST, limit, null, null, null, facets);
    }

    /** The person's confirmation of what it matches, now and later (LAW.md C.2). */
    void adopt(Wish wish, Actor by) {
        var kept = book.now().now().schedules().rules().get(wish.id());
        if (kept != null && kept.number() == wish.number() && kept.series().equals(wish.series())
                && queries.written(kept.words()).filter(wish.written()::equals).isPresent()) {
            return; // sent twice
        }
        var said = queries.keep(wish.written());
        acts.send(acting -> new AdoptRule(wish.id(), wish.number(), wish.series(), said, wish.previewed(), wish.previewedAt(),
                acting), by);
    }

    /** Lets a rule match nothing any more. */
    void retire(RuleId id, String reason, Actor by) {
        of(id);
        var said = words.keep(Map.of("reason", reason));
        acts.send(acting -> new RetireRule(id, said, acting), by);
    }
}
