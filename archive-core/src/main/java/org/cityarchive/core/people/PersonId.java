package org.cityarchive.core.people;

import java.util.UUID;

/** A registered person. */
public record PersonId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
