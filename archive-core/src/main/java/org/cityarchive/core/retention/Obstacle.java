package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.Optional;

import org.cityarchive.core.law.Citation;

/**
 * One thing that stands between a record and its destruction, by name: what a person reads under "why not" (LAW.md C.5). Features that keep
 * records for reasons of their own add theirs.
 */
public interface Obstacle {
    /** Stable name in kebab case; one a kind. */
    String name();

    /** What stands in the way and what would remove it, to be shown after "Kept: ". Holds no content. */
    String sentence();

    /** The rule behind it. */
    Citation citation();

    /** The last day on which it stands, in the city's zone; empty: no day ends it, only a deed does. */
    Optional<LocalDate> through();

    /** Whether it stands on a day. */
    default boolean standsOn(LocalDate day) {
        return through().map(last -> !day.isAfter(last)).orElse(true);
    }
}
