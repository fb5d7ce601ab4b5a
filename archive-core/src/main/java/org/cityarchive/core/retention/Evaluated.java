package org.cityarchive.core.retention;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.hold.ScopeVersion;

/**
 * Which scopes and rules match a record, found from the vault's words before a decision: a law has no words. A decision that knows of a
 * scope or rule which is not here is made again (DATA.md §6).
 *
 * @param readAt position up to which the record's facts were read; a later one of capture may change what matches
 * @param ancestors what it answers, what that answers, and so on, as far as was known: the last may never have been captured
 * @param scopes whether each scope that can bind covers it
 * @param rules whether each rule in force matches it
 */
public record Evaluated(RecordId record, long readAt, List<RecordId> ancestors, Map<ScopeVersion, Boolean> scopes,
        Map<RuleVersion, Boolean> rules) {
    public Evaluated {
        ancestors = List.copyOf(ancestors);
        scopes = Map.copyOf(scopes);
        rules = Map.copyOf(rules);
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
