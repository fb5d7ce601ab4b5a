package org.cityarchive.core.retention;

import java.util.UUID;

/** One adopted version of the city's schedule: all its series at once. */
public record ScheduleId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
