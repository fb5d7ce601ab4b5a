package org.cityarchive.core.capture;

import java.util.UUID;

/** A record's id: the first 128 bits of a keyed HMAC over platform, account and native id, so that every source meets in one record (DATA.md §2). */
public record RecordId(UUID value) implements Comparable<RecordId> {
    @Override
    public int compareTo(RecordId other) {
        int high = Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0 ? high : Long.compareUnsigned(value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
