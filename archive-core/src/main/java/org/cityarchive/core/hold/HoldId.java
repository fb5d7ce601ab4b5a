package org.cityarchive.core.hold;

import java.util.UUID;

/** A legal hold. */
public record HoldId(UUID value) implements Comparable<HoldId> {
    @Override
    public int compareTo(HoldId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
