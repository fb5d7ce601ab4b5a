package org.cityarchive.server.retention;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.cityarchive.core.search.QueryError;
import org.cityarchive.core.search.RecordQuery;

/** Which records does a rule match? Names, queries and reasons of rules lie sealed; what a wording says never changes. */
public final class RuleQueries {
    private final RetentionWords words;
    private final Map<UUID, Written> read = new ConcurrentHashMap<>();

    public RuleQueries(RetentionWords words) {
        this.words = words;
    }

    /**
     * A rule's wording as a person set it.
     *
     * @param query in the search page's language, as typed
     * @param zone the city's zone in which its days are counted, whatever it is later
     */
    public record Written(String name, String query, String reason, ZoneId zone) {
        /**
         * The query.
         *
         * @throws QueryError it cannot be read
         */
        public RecordQuery asked() {
            return RecordQuery.parse(query, zone);
        }
    }

    /**
     * Keeps a wording, to be named by a fact.
     *
     * @throws QueryError its query cannot be read, or asks for what changes without the record: marks, series, requests
     */
    public UUID keep(Written written) {
        written.asked().requireOfTheRecordAlone();
        return words.keep(Map.of("name", written.name(), "query", written.query(), "reason", written.reason(), "zone",
                written.zone().getId()));
    }

    /** The query; empty: its words are not there or cannot be read, and so nothing may be decided by it. */
    public Optional<RecordQuery> of(UUID rule) {
        try {
            return written(rule).map(Written::asked);
        } catch (QueryError _) {
            return Optional.empty();
        }
    }

    /** The wording as it was set, to be shown; empty: its words are not there or do not open. */
    public Optional<Written> written(UUID rule) {
        var known = read.get(rule);
        if (known != null) {
            return Optional.of(known);
        }
        try {
            var said = words.of(rule);
            if (!said.containsKey("zone")) {
                return Optional.empty();
            }
            var found = new Written(said.getOrDefault("name", ""), said.getOrDefault("query", ""),
                    said.getOrDefault("reason", ""), ZoneId.of(said.get("zone")));
            read.put(rule, found);
            return Optional.of(found);
        } catch (IllegalStateException | DateTimeException _) {
            return Optional.empty();
        }
    }
}
