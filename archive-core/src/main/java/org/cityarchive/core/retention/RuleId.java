package org.cityarchive.core.retention;

import java.util.UUID;

/** A rule that puts records into a series. */
public record RuleId(UUID value) implements Comparable<RuleId> {
    @Override
    public int compareTo(RuleId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
