package org.cityarchive.server.hold;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.HoldScope;
import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;
import org.jspecify.annotations.Nullable;

/** Which records does a hold cover? Scopes lie sealed among the hold's words; what a scope says never changes. */
public final class HoldScopes {
    private final HoldWords words;
    private final Map<UUID, Written> read = new ConcurrentHashMap<>();

    public HoldScopes(HoldWords words) {
        this.words = words;
    }

    /**
     * A scope as a person set it.
     *
     * @param query in the search page's language, as typed; null: none
     * @param zone the city's zone in which its days are counted, whatever it is later
     * @param threads where threads begin that were to be held whole, as they were known when it was set
     * @param wholeThreads whether the whole thread of whatever answers the query is held with it, now and later
     */
    public record Written(@Nullable String query, ZoneId zone, Set<RecordId> records, Set<RecordId> threads,
            boolean wholeThreads) {
        public Written {
            records = Set.copyOf(records);
            threads = Set.copyOf(threads);
        }

        /** One that holds no more of a thread than it names. */
        public Written(@Nullable String query, ZoneId zone, Set<RecordId> records, Set<RecordId> threads) {
            this(query, zone, records, threads, false);
        }

        /**
         * The scope.
         *
         * @throws QueryError the query cannot be read
         * @throws IllegalArgumentException it covers nothing
         */
        public HoldScope scope() {
            return new HoldScope(query == null || query.isBlank() ? null : RecordQuery.parse(query, zone), records, threads,
                    wholeThreads);
        }
    }

    /**
     * Keeps a scope, to be named by a fact.
     *
     * @throws QueryError its query cannot be read, or asks for what changes without the record: marks, series, requests
     * @throws IllegalArgumentException it covers nothing
     */
    public UUID keep(Written written) {
        var scope = written.scope();
        if (scope.query() != null) {
            scope.query().requireOfTheRecordAlone();
        }
        var said = new HashMap<String, @Nullable Object>();
        said.put("query", written.query());
        said.put("zone", written.zone().getId());
        said.put("records", written.records().stream().sorted().map(RecordId::toString).toList());
        said.put("threads", written.threads().stream().sorted().map(RecordId::toString).toList());
        said.put("wholeThreads", written.wholeThreads());
        return words.keep(said);
    }

    /** The scope; empty: its words are not there or cannot be read, and so it must be taken to cover everything. */
    public Optional<HoldScope> of(UUID scope) {
        try {
            return written(scope).map(Written::scope);
        } catch (IllegalArgumentException | QueryError _) {
            return Optional.empty();
        }
    }

    /** The scope as it was set, to be shown; empty: its words are not there or do not open. */
    public Optional<Written> written(UUID scope) {
        var known = read.get(scope);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var found = words.read(scope).map(HoldScopes::written);
            found.ifPresent(written -> read.put(scope, written));
            return found;
        } catch (IllegalStateException | IllegalArgumentException | DateTimeException _) {
            return Optional.empty();
        }
    }

    private static Written written(Map<String, @Nullable Object> said) {
        var threads = ids(said.get("threads"));
        return new Written(said.get("query") instanceof String query ? query : null, ZoneId.of(String.valueOf(said.get("zone"))),
                ids(said.get("records")), threads, asksForWholeThreads(said, threads));
    }

    /** Scopes of before do not say it: they name where the threads of what answered began on their day, if they were to be held whole. */
    private static boolean asksForWholeThreads(Map<String, @Nullable Object> said, Set<RecordId> threads) {
        return said.containsKey("wholeThreads")
                ? Boolean.TRUE.equals(said.get("wholeThreads"))
                : said.get("query") instanceof String && !threads.isEmpty();
    }

    private static Set<RecordId> ids(@Nullable Object listed) {
        var ids = new HashSet<RecordId>();
        if (listed instanceof List<?> list) {
            list.forEach(id -> ids.add(new RecordId(UUID.fromString(String.valueOf(id)))));
        }
        return ids;
    }
}
