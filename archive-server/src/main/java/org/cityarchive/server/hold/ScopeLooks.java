package org.cityarchive.server.hold;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.Matcher;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.core.search.RecordQuery.Among;
import org.cityarchive.core.search.RecordQuery.Captured;
import org.cityarchive.core.search.RecordQuery.Made;
import org.cityarchive.core.search.RecordQuery.Name;
import org.cityarchive.core.search.RecordQuery.Named;
import org.cityarchive.core.search.RecordQuery.When;
import org.cityarchive.core.search.RecordSearch;
import org.cityarchive.core.search.RecordSearch.Hit;
import org.cityarchive.core.search.RecordSearch.Search;
import org.cityarchive.core.search.RecordSearch.Sort;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.audit.IndexedRecords;
import org.cityarchive.server.capture.RecordAt;
import org.cityarchive.server.capture.RecordTitle;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.StateMark;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CityTimes;
import org.cityarchive.server.web.VisibleText;
import org.jspecify.annotations.Nullable;

/** What would a scope hold today, how much comes besides, and why is each record in it? */
final class ScopeLooks {
    private static final int SAMPLES = 8;
    private static final int LONGEST_SAMPLE = 160;
    private static final int AT_ONCE = 1_000;
    private static final int WEEKS = 8;
    private static final int WEEK = 7;

    private final RecordSearch search;
    private final ScopeThreads threads;
    private final IndexedRecords indexed;
    private final Records records;
    private final Matcher matcher;
    private final AccountRegister accounts;
    private final CityTimes times;

    ScopeLooks(RecordSearch search, ScopeThreads threads, IndexedRecords indexed, Records records, Matcher matcher,
            AccountRegister accounts, CityTimes times) {
        this.search = search;
        this.threads = threads;
        this.indexed = indexed;
        this.records = records;
        this.matcher = matcher;
        this.accounts = accounts;
        this.times = times;
    }

    /**
     * What a scope holds.
     *
     * @param total records today
     * @param byQuery how many of them the query finds
     * @param besides how many come by whole threads or one by one, and by no query
     * @param held how many stand under another hold already; null: that cannot be asked now
     * @param due how many are due today, and leave the due list with it; null: that cannot be asked now
     * @param pace made in a week, over the last eight, of what the query finds; null: no query
     * @param accounts names of the accounts on which they stand, those of most first
     * @param standing whether it asks for what changes with a record's state, so that a record may leave it again
     */
    record Look(long total, long byQuery, long besides, @Nullable Long held, @Nullable Long due, @Nullable Long pace,
            List<Sample> samples,
            List<OfAccount> accounts, boolean standing) {}

    /** A record that would be held; the words of restricted ones stay on their own page. */
    record Sample(RecordId id, RecordTitle title, @Nullable String text, List<String> why, Instant at, List<StateMark> marks) {
        public String href() {
            return "/record/" + id;
        }
    }

    /** @param isLive whether its platform is asked for what is new */
    record OfAccount(String name, long count, boolean isLive) {}

    /**
     * Looks now.
     *
     * @throws BadParameter a record is named that is not here, or too many threads are asked for
     */
    Look look(ScopeWish wish) {
        var query = wish.query();
        var unknown = new LinkedHashSet<>(wish.records());
        unknown.removeAll(records.told(wish.records(), Long.MAX_VALUE).keySet());
        if (!unknown.isEmpty()) {
            throw new BadParameter("records", "There is no record " + unknown.getFirst() + " in this archive.");
        }
        var roots = roots(wish);
        var beside = beside(wish, roots);
        var all = union(query, beside);
        var found = search.search(new Search(all, Sort.NEWEST, SAMPLES, null, null, null, true));
        long byQuery = query == null ? 0 : query.equals(all) ? found.total() : count(query);
        return new Look(found.total(), byQuery, found.total() - byQuery,
                named(all, Name.HELD), named(all, Name.DUE), query == null ? null : pace(query),
                samples(found.hits(), wish, roots), ofAccounts(found.facets().getOrDefault("account", List.of())),
                query != null && asksForState(query));
    }

    /** Where the threads begin that would be held whole today. */
    private Set<RecordId> roots(ScopeWish wish) {
        var query = wish.query();
        return query == null || !wish.wholeThreads() ? Set.of() : threads.roots(query);
    }

    private Set<RecordId> beside(ScopeWish wish, Set<RecordId> roots) {
        var beside = new LinkedHashSet<>(wish.records());
        if (!roots.isEmpty()) {
            beside.addAll(threads.members(roots));
        }
        return beside;
    }

    private static RecordQuery union(@Nullable RecordQuery query, Set<RecordId> beside) {
        var among = new Among(beside);
        return query == null ? among : beside.isEmpty() ? query : RecordQuery.any(List.of(query, among));
    }

    private @Nullable Long named(RecordQuery query, Name name) {
        try {
            return count(query.and(new Named(name, "")));
        } catch (QueryError _) {
            return null;
        }
    }

    /**
     * What scopes that were set hold together.
     *
     * @param inThreads what those hold that ask for whole threads, as far as it is marked
     */
    RecordQuery held(Collection<HoldScopes.Written> scopes, Collection<RecordId> inThreads) {
        var parts = new ArrayList<RecordQuery>();
        var beside = new LinkedHashSet<>(inThreads);
        for (var scope : scopes) {
            if (scope.query() != null && !scope.query().isBlank()) {
                parts.add(RecordQuery.parse(scope.query(), scope.zone()));
            }
            beside.addAll(scope.records());
            if (!scope.threads().isEmpty()) {
                beside.addAll(threads.members(scope.threads()));
            }
        }
        if (!beside.isEmpty() || parts.isEmpty()) {
            parts.add(new Among(beside));
        }
        return RecordQuery.any(parts);
    }

    /** Records that answer, exactly. */
    long count(RecordQuery query) {
        return search.search(new Search(query, Sort.NEWEST, 1, null, null, null, false)).total();
    }

    /** All records that answer: sets of records are compared by ids, since two wordings of one may answer two queries. */
    Set<RecordId> ids(RecordQuery query) {
        var ids = new HashSet<RecordId>();
        @Nullable
        String cursor = null;
        do {
            var page = search.search(new Search(query, Sort.NEWEST, AT_ONCE, cursor, null, null, false));
            page.hits().stream().map(Hit::record).forEach(ids::add);
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    /** Records that answer and came into the archive after a moment. */
    long since(RecordQuery query, Instant from) {
        return count(query.and(new Captured(When.AFTER, from.toString(), from, null)));
    }

    private long pace(RecordQuery query) {
        var from = times.now().minus(Duration.ofDays((long) WEEKS * WEEK));
        return Math.round(count(query.and(new Made(When.AFTER, from.toString(), from, null))) / (double) WEEKS);
    }

    private List<Sample> samples(List<Hit> hits, ScopeWish wish, Set<RecordId> roots) {
        var ids = hits.stream().map(Hit::record).toList();
        var views = records.views(ids, Long.MAX_VALUE);
        var searchable = new HashMap<RecordId, SearchableRecord>();
        indexed.searchable(ids, Long.MAX_VALUE).forEach(record -> searchable.put(record.id(), record));
        var samples = new ArrayList<Sample>();
        for (var id : ids) {
            var view = views.get(id);
            if (view != null) {
                RecordAt.of(view, null).ifPresent(record -> samples.add(sample(record, why(wish, searchable.get(id), roots))));
            }
        }
        return List.copyOf(samples);
    }

    /** Records in a list, in the order given; what is not there any more is left out. */
    List<Sample> lines(List<RecordId> ids) {
        var views = records.views(ids, Long.MAX_VALUE);
        return ids.stream().map(views::get).filter(Objects::nonNull).flatMap(view -> RecordAt.of(view, null).stream())
                .map(record -> sample(record, List.of())).toList();
    }

    private Sample sample(RecordAt record, List<String> why) {
        var content = record.content();
        var text = record.isRestricted() || content == null ? null : content.text();
        return new Sample(record.id(), RecordTitle.of(record),
                text == null ? null : VisibleText.line(text, LONGEST_SAMPLE), why, record.history().at(),
                StateMark.of(record, times));
    }

    private List<String> why(ScopeWish wish, @Nullable SearchableRecord record, Set<RecordId> roots) {
        var why = new LinkedHashSet<String>();
        if (record == null) {
            return List.of();
        }
        if (wish.query() != null && matcher.matches(wish.query(), record, null, null)) {
            why.addAll(new WhyIn(matcher, record).of(wish.query()));
        }
        if (wish.records().contains(record.id())) {
            why.add("named");
        }
        if (why.isEmpty() && !roots.isEmpty()) {
            why.add("thread");
        }
        return List.copyOf(why);
    }

    private List<OfAccount> ofAccounts(List<RecordSearch.FacetCount> counts) {
        return counts.stream().map(count -> new OfAccount(account(count.value()), count.count(), false)).toList();
    }

    private String account(String id) {
        return accounts.of(new AccountId(UUID.fromString(id))).map(AccountRegister.Entry::name).orElse(id);
    }

    /** A scope in words people know: ids of accounts give way to their names. */
    String named(String text) {
        var named = text;
        for (var entry : accounts.all()) {
            named = named.replace(entry.account().toString(), entry.name());
        }
        return named;
    }

    /** All accounts that may be chosen, by id. */
    Map<String, String> allAccounts() {
        var all = new LinkedHashMap<String, String>();
        accounts.all().forEach(entry -> all.put(entry.account().toString(),
                entry.name() + ", " + RecordTitle.platform(entry.platform())));
        return all;
    }

    /** What a wording once said stays said; how a record stands now does not. */
    private static boolean asksForState(RecordQuery query) {
        return switch (query) {
            case RecordQuery.All(var parts) -> parts.stream().anyMatch(ScopeLooks::asksForState);
            case RecordQuery.Any(var parts) -> parts.stream().anyMatch(ScopeLooks::asksForState);
            case RecordQuery.Not(RecordQuery.Is _) -> true;
            case RecordQuery.Not(var part) -> asksForState(part);
            case RecordQuery.Is(var mark) -> mark != RecordQuery.Mark.WAS_DELETED && mark != RecordQuery.Mark.WAS_HIDDEN;
            default -> false;
        };
    }
}
