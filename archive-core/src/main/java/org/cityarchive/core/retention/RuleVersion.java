package org.cityarchive.core.retention;

import java.util.Comparator;

/**
 * A rule in one of its wordings.
 *
 * @param version from 1, one more with each adoption
 */
public record RuleVersion(RuleId rule, int version) implements Comparable<RuleVersion> {
    private static final Comparator<RuleVersion> ORDER = Comparator.comparing(RuleVersion::rule)
            .thenComparingInt(RuleVersion::version);

    @Override
    public int compareTo(RuleVersion other) {
        return ORDER.compare(this, other);
    }
}
