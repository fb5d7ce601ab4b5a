package org.cityarchive.core.request;

import java.util.UUID;

/** A public-records request. */
public record RequestId(UUID value) implements Comparable<RequestId> {
    @Override
    public int compareTo(RequestId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
