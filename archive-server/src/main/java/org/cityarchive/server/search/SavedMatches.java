package org.cityarchive.server.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

import java.time.ZoneId;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.search.watch.ScopeWatch;
import org.cityarchive.search.watch.ScopeWatch.Match;
import org.cityarchive.server.store.SqlProjection;

/**
 * What came to answer a kept search? Each is told once, when a fact makes a record answer with a wording by which it did not answer
 * before. That an account is registered, and so makes known whose words old records are, is no match of the day.
 */
final class SavedMatches implements SqlProjection {
    static final String NAME = "search_alert-1";

    private final SavedSearches searches;
    private final RecordsIndexed indexed;
    private final JoinedThreads joined;
    private final ScopeWatch watch;
    private final Supplier<ZoneId> city;
    private final Map<UUID, String> watched = new HashMap<>();
    private final Map<UUID, Boolean> threads = new HashMap<>();

    SavedMatches(SavedSearches searches, RecordsIndexed indexed, JoinedThreads joined, ScopeWatch watch, Supplier<ZoneId> city) {
        this.searches = searches;
        this.indexed = indexed;
        this.joined = joined;
        this.watch = watch;
        this.city = city;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(CaptureEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("search_alert");
    }

    /** What came to answer depends on the searches that were kept then, and on whose words were whose then. */
    @Override
    public boolean isOfFactsAlone() {
        return false;
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) throws SQLException {
        long upTo = batch.getLast().position();
        var all = searches.all().stream().filter(saved -> saved.since() < upTo).toList();
        follow(all);
        if (all.isEmpty()) {
            return;
        }
        var records = new LinkedHashSet<RecordId>();
        CaptureEvent.among(batch).forEach(recorded -> records.add(recorded.fact().record()));
        var since = new HashMap<String, Long>();
        all.forEach(saved -> since.put(saved.id().toString(), saved.since()));
        long before = batch.getFirst().position() - 1;
        var read = indexed.searchable(records, upTo);
        var told = new ArrayList<>(
                watch.fresh(threads.containsValue(true) ? joined.placed(read, upTo) : read, before));
        if (threads.containsValue(true)) {
            told.addAll(joined(CaptureEvent.among(batch), told, before, upTo));
        }
        insert(connection,
                told.stream().filter(match -> match.position() > since.getOrDefault(match.name(), Long.MAX_VALUE)).toList());
    }

    /** What answers a query that asks for a thread since a fact told what it, or something above it, answers. */
    private List<Match> joined(List<Recorded<CaptureEvent>> batch, List<Match> told, long before, long upTo) {
        var moved = joined.moved(batch, upTo);
        if (moved.isEmpty()) {
            return List.of();
        }
        var read = indexed.searchable(moved.keySet(), upTo);
        var earlier = new HashSet<Answer>();
        last(joined.placed(read, before)).forEach(match -> earlier.add(Answer.of(match)));
        told.forEach(match -> earlier.add(Answer.of(match)));
        return last(joined.placed(read, upTo)).stream()
                .filter(match -> threads.getOrDefault(UUID.fromString(match.name()), false) && earlier.add(Answer.of(match)))
                .map(match -> new Match(match.name(), match.record(), moved.getOrDefault(match.record(), upTo), match.version()))
                .toList();
    }

    /** That a record answers a search. */
    private record Answer(String search, RecordId record) {
        static Answer of(Match match) {
            return new Answer(match.name(), match.record());
        }
    }

    /** What each record answers as it is known last. */
    private List<Match> last(List<SearchableRecord> some) {
        var last = new HashMap<RecordId, Long>();
        some.stream().filter(one -> !one.known().isEmpty()).forEach(one -> last.put(one.id(), one.known().getLast().from()));
        return watch.answers(some).stream().filter(match -> match.position() == last.getOrDefault(match.record(), -1L)).toList();
    }

    /** Queries are read in the city's zone; what the language no longer reads, and what other features name, is not watched. */
    private void follow(List<SavedSearch> all) {
        var zone = city.get();
        var there = new HashSet<UUID>();
        for (var saved : all) {
            there.add(saved.id());
            var asked = zone + " " + saved.query();
            if (!asked.equals(watched.put(saved.id(), asked))) {
                try {
                    var query = RecordQuery.parse(saved.query(), zone);
                    query.requireOfTheRecordAlone();
                    threads.put(saved.id(), query.ofThreads());
                    watch.watch(saved.id().toString(), query);
                } catch (QueryError _) {
                    watch.forget(saved.id().toString());
                }
            }
        }
        for (var gone : Set.copyOf(watched.keySet())) {
            if (!there.contains(gone)) {
                watched.remove(gone);
                threads.remove(gone);
                watch.forget(gone.toString());
            }
        }
    }

    private static void insert(Connection connection, List<Match> fresh) throws SQLException {
        try (var insert = connection.prepareStatement(
                "insert into search_alert (saved, record, version, position) values (?::uuid, ?, ?, ?) on conflict do nothing")) {
            for (var match : fresh) {
                insert.setString(1, match.name());
                insert.setObject(2, match.record().value());
                insert.setInt(3, match.version());
                insert.setLong(4, match.position());
                insert.addBatch();
            }
            if (!fresh.isEmpty()) {
                insert.executeBatch();
            }
        }
    }
}
