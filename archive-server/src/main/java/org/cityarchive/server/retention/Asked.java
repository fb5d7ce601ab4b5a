package org.cityarchive.server.retention;

import java.util.UUID;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.hold.HoldScope;
import org.cityarchive.core.hold.HoldsNow;
import org.cityarchive.core.hold.ScopeVersion;
import org.cityarchive.core.retention.RetentionNow;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.hold.HoldScopes;

/**
 * Every scope that binds on a day and every rule in force, read from their sealed words.
 *
 * @param scopes empty: it cannot be read, and is taken to cover everything
 * @param rules empty: it cannot be read, and nothing may be decided
 */
record Asked(Map<ScopeVersion, Optional<HoldScope>> scopes, Map<RuleVersion, Optional<RecordQuery>> rules) {

    static Asked of(RetentionNow settled, LocalDate day, HoldScopes holds, RuleQueries queries) {
        var scopes = new HashMap<ScopeVersion, Optional<HoldScope>>();
        settled.binding(day).forEach(version -> scopes.put(version, sealed(settled.holds(), version).flatMap(holds::of)));
        var rules = new HashMap<RuleVersion, Optional<RecordQuery>>();
        settled.schedules().rules().values().forEach(rule -> rules.put(rule.version(), queries.of(rule.words())));
        return new Asked(scopes, rules);
    }

    private static Optional<UUID> sealed(HoldsNow holds, ScopeVersion version) {
        return holds.hold(version.hold()).map(standing -> standing.scopes().get(version.number()));
    }

    /** Whether a scope covers whole threads of what answers its query. */
    boolean hasWholeThreads() {
        return scopes.values().stream().flatMap(Optional::stream).anyMatch(HoldScope::wholeThreads);
    }

    /** Whether every rule can be read. */
    boolean areRulesRead() {
        return rules.values().stream().allMatch(Optional::isPresent);
    }
}
