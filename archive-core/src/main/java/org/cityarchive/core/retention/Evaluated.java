package org.cityarchive.core.retention;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.ScopeVersion;

/**
 * Which scopes and rules match a record, found from the vault's words before a decision: a law has no words. A decision that knows of a
 * scope or rule which is not here is made again (DATA.md §6).
 *
 * @param readAt position up to which the record's facts were read; a later one of capture may change what matches
 * @param ancestors what it answers, what that answers, and so on, as far as was known: the last may never have been captured
 * @param thread all that was known of its thread, itself and what was destroyed included, where a scope asks for whole threads; empty:
 *        none does
 * @param scopes whether each scope that can bind covers it
 * @param rules whether each rule in force matches it
 */
public record Evaluated(RecordId record, long readAt, List<RecordId> ancestors, Set<RecordId> thread,
        Map<ScopeVersion, Boolean> scopes, Map<RuleVersion, Boolean> rules) {
    public Evaluated {
        ancestors = List.copyOf(ancestors);
        thread = Set.copyOf(thread);
        scopes = Map.copyOf(scopes);
        rules = Map.copyOf(rules);
    }

    /** A record whose thread no scope asks for. */
    public Evaluated(RecordId record, long readAt, List<RecordId> ancestors, Map<ScopeVersion, Boolean> scopes,
            Map<RuleVersion, Boolean> rules) {
        this(record, readAt, ancestors, Set.of(), scopes, rules);
    }

    /**
     * The same record in its thread.
     *
     * @param thread all that was known of it
     * @param brought scopes that cover the thread whole, because of something in it
     */
    public Evaluated within(Set<RecordId> thread, Set<ScopeVersion> brought) {
        var all = new HashMap<>(scopes);
        brought.forEach(scope -> all.put(scope, true));
        return new Evaluated(record, readAt, ancestors, thread, all, rules);
    }

    /** Whether all of these were looked at. */
    public boolean knows(Collection<ScopeVersion> binding, Collection<RuleVersion> inForce) {
        return scopes.keySet().containsAll(binding) && rules.keySet().containsAll(inForce);
    }

    /** Whether the scope covers it; what was not looked at counts as covering. */
    public boolean isCovered(ScopeVersion scope) {
        return scopes.getOrDefault(scope, true);
    }

    /** Whether the rule matches it. */
    public boolean isMatched(RuleVersion rule) {
        return rules.getOrDefault(rule, false);
    }
}
