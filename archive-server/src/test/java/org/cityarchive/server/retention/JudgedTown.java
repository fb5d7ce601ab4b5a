package org.cityarchive.server.retention;

import static org.assertj.core.api.Assertions.assertThat;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import java.util.TreeSet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Seen;
import org.cityarchive.core.hold.HoldCommand.ConfirmRelease;
import org.cityarchive.core.hold.HoldCommand.PlaceHold;
import org.cityarchive.core.hold.HoldCommand.ProposeRelease;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Command;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.retention.RetentionCommand.AdoptRule;
import org.cityarchive.core.retention.RetentionCommand.AdoptSchedule;
import org.cityarchive.core.retention.RetentionCommand.ConfirmSeries;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.RuleId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.CaptureStore;
import org.cityarchive.server.hold.HoldScopes;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.hold.HoldWords;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.search.SearchableRecords;
import org.cityarchive.server.vault.SealedText;
import org.jspecify.annotations.Nullable;

/** A small town on a real store: people post, and the city settles how long that is kept. */
public final class JudgedTown implements AutoCloseable {
    public static final ZoneId CITY = ZoneId.of("America/Denver");
    public static final LocalDate TODAY = LocalDate.parse("2026-11-21");
    public static final Acting CLERK = new Acting(RetentionFacts.RUTH_THE_CLERK, Role.CLERK, TODAY);
    public static final Acting MANAGER = new Acting(RetentionFacts.MAX_THE_MANAGER, Role.MANAGER, TODAY);
    public static final Acting ATTORNEY = new Acting(RetentionFacts.ANA_THE_ATTORNEY, Role.ATTORNEY, TODAY);

    public final CaptureStore store = new CaptureStore();
    public final SealedText sealed = new SealedText(new byte[32]);
    public final HoldScopes holds = new HoldScopes(new HoldWords(store.database.connections(), sealed));
    public final RetentionWords words = new RetentionWords(store.database.connections(), sealed);
    public final RuleQueries rules = new RuleQueries(words);
    public final SettledFacts settled = new SettledFacts(store.facts);
    public final SearchableRecords readable = new SearchableRecords(store.records, store.accounts);
    public final Preparing preparing = new Preparing(store.facts, settled, holds, rules, store.vault, readable,
            new UnicodeWords(), this::registered);
    public final RecordIndex index = RecordIndex.open(Files.createTempDirectory("archive-index-").resolve("index"),
            new UnicodeWords());
    public final NamedByFeatures names = new NamedByFeatures(store.database.connections(), settled, store.facts, () -> TODAY,
            () -> new ByIds());
    public final LuceneSearch search = new LuceneSearch(index, new UnicodeWords(), () -> CITY, names);
    public final Marks marks = new Marks(store.facts, holds, rules, store.records, readable, search,
            new ScopeWatch(new UnicodeWords()), () -> TODAY);
    public final StandingRows rows = new StandingRows(store.database.connections(), store.facts, holds, rules, () -> TODAY,
            () -> CITY);
    public final Standings standings = new Standings(store.database.connections(), store.facts, holds, rules, () -> TODAY,
            () -> CITY);
    private int adopted;

    public JudgedTown() throws IOException {}

    /** Reads the facts into index and marks from now on. */
    public JudgedTown marking() {
        store.projections.add(new RecordsIndexed(index, search, store.records, store.facts, store.accounts)).add(marks).start();
        return this;
    }

    /** Waits until all that was said and settled is marked, and computes how everything stands. */
    public void settleDown() {
        long head = store.facts.head();
        if (!store.projections.awaitPosition(Marks.NAME, head, Duration.ofSeconds(60))) {
            throw new IllegalStateException(store.projections.standings().toString());
        }
        while (rows.step()) {
            // until nothing waits
        }
    }

    private void registered(long position) {
        store.projections.awaitPosition(AccountRegister.NAME, position, Duration.ofSeconds(30));
    }

    /** Sends a command that the law must agree with. */
    public Decision send(Command command) {
        return store.archive.send(command, CaptureStore.BY).decision();
    }

    /** Adopts a schedule of these series from a day long ago, and confirms them all. */
    public ScheduleId schedule(Series... series) {
        var schedule = new ScheduleId(UUID.randomUUID());
        send(new AdoptSchedule(schedule, LocalDate.parse("2000-01-01").plusDays(adopted++), List.of(series), words(),
                CLERK.person(),
                MANAGER));
        for (var one : series) {
            send(new ConfirmSeries(schedule, one.code(), words(), CLERK.person(), MANAGER));
        }
        return schedule;
    }

    /** Adopts a rule. */
    public RuleId rule(String query, SeriesCode series) {
        var rule = new RuleId(UUID.randomUUID());
        reword(rule, 1, query, series);
        return rule;
    }

    /** Adopts a wording of a rule. */
    public void reword(RuleId rule, int number, String query, SeriesCode series) {
        send(new AdoptRule(rule, number, series, rules.keep(new RuleQueries.Written("rule", query, "because", CITY)), 0, 0,
                CLERK));
    }

    /** Places a hold on what answers a query, on single records and threads. */
    public HoldId hold(@Nullable String query, Set<RecordId> records, Set<RecordId> threads) {
        return hold(new HoldScopes.Written(query, CITY, records, threads));
    }

    /** Places a hold on the whole thread of whatever answers a query. */
    public HoldId holdWholeThreads(String query) {
        return hold(new HoldScopes.Written(query, CITY, Set.of(), Set.of(), true));
    }

    private HoldId hold(HoldScopes.Written scope) {
        var hold = new HoldId(UUID.randomUUID());
        send(new PlaceHold(hold, words(), holds.keep(scope), ATTORNEY));
        return hold;
    }

    /** Releases all of a hold. */
    public void release(HoldId hold, LocalDate on) {
        var proposal = UUID.randomUUID();
        send(new ProposeRelease(hold, proposal, List.of(), words(), ATTORNEY));
        send(new ConfirmRelease(hold, proposal, new Acting(MANAGER.person(), Role.MANAGER, on)));
    }

    /** A new id of words that nobody reads. */
    public UUID words() {
        return UUID.randomUUID();
    }

    /** In this town everything is called by its id. */
    private record ByIds() implements CalledBy {
        @Override
        public Set<UUID> ids(RecordQuery.Name kind, String called) {
            return Set.of(UUID.fromString(called));
        }

        @Override
        public List<String> near(RecordQuery.Name kind, String called) {
            return List.of();
        }
    }

    /** One thing somebody says. */
    public record Said(String id, @Nullable String parent, String text, Instant at, Kind kind, String seenOn) {
        public Said(String id, @Nullable String parent, String text, Instant at) {
            this(id, parent, text, at, parent == null ? Kind.POST : Kind.COMMENT, "2026-01-01");
        }
    }

    /** Captures what people say, in batches. */
    public void say(List<Said> said) {
        var waiting = new ArrayList<Observation>();
        for (var one : said) {
            var content = new Content(one.text(), new Content.Author("a1", "Dale"), one.parent(), null, null, null,
                    new TreeMap<>(), null);
            waiting.add(new Observation(new NativeKey("facebook", "city", one.id()),
                    one.kind(), new Seen.Present(content), one.at(), null, Instant.parse(one.seenOn() + "T12:00:00Z"), "webhook",
                    new Observation.Raw(one.id().getBytes(StandardCharsets.UTF_8), "application/json"), List.of()));
        }
        for (int from = 0; from < waiting.size(); from += 500) {
            store.offer(waiting.subList(from, Math.min(waiting.size(), from + 500)));
        }
    }

    /** Captures one thing and says which record it is. */
    public RecordId say(String id, @Nullable String parent, String text, String day) {
        say(List.of(new Said(id, parent, text, Instant.parse(day + "T18:00:00Z"))));
        return store.record(id);
    }

    /** Captures one thing of a kind as it was seen on a day. */
    RecordId see(Kind kind, String id, @Nullable String parent, String text, String seenOn) {
        say(List.of(new Said(id, parent, text, Instant.parse("2020-03-01T18:00:00Z"), kind, seenOn)));
        return store.record(id);
    }

    @Override
    public void close() {
        store.close();
        index.close();
    }

    /** What a search finds; its total and its facet of kinds are that many. */
    Set<RecordId> found(String typed) {
        var results = search.search(new Search(RecordQuery.parse(typed, CITY), Sort.NEWEST, 1_000, null, null, null, true));
        var found = new TreeSet<RecordId>();
        results.hits().forEach(hit -> found.add(hit.record()));
        assertThat(results.total()).isEqualTo(found.size());
        assertThat(results.facets().getOrDefault("kind", List.of()).stream().mapToLong(one -> one.count()).sum())
                .isEqualTo(found.size());
        return found;
    }
}
