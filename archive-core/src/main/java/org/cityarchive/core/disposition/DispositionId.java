package org.cityarchive.core.disposition;

import java.util.UUID;

/** A batch of records that are to end together. */
public record DispositionId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
