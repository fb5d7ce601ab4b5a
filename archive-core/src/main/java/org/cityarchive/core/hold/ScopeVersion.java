package org.cityarchive.core.hold;

import java.util.Comparator;

/**
 * One scope of a hold. Scopes of a hold bind side by side; narrowing adds the narrower one and releases the wider one.
 *
 * @param number from 1, in the order in which they were set
 */
public record ScopeVersion(HoldId hold, int number) implements Comparable<ScopeVersion> {
    private static final Comparator<ScopeVersion> ORDER = Comparator.comparing(ScopeVersion::hold)
            .thenComparingInt(ScopeVersion::number);

    @Override
    public int compareTo(ScopeVersion other) {
        return ORDER.compare(this, other);
    }
}
