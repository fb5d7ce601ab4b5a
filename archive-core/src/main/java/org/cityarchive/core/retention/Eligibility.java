package org.cityarchive.core.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether a record may go on a day, and if not, why not: every reason, not the first (LAW.md C.5). */
public sealed interface Eligibility {

    /** Nothing stands in the way. */
    record Eligible() implements Eligibility {}

    /** @param obstacles at least one, in the order of the law's formula */
    record NotEligible(List<Obstacle> obstacles) implements Eligibility {}

    /**
     * @param obstacles all there are, whenever they stand
     * @param day in the city's zone; the day begins at 00:00 local
     */
    static Eligibility on(LocalDate day, List<Obstacle> obstacles) {
        var standing = obstacles.stream().filter(o -> o.standsOn(day)).toList();
        return standing.isEmpty() ? new Eligible() : new NotEligible(standing);
    }

    /**
     * The first day from {@code earliest} on which nothing stands in the way as far as is known now; empty: a deed must come first.
     *
     * @param obstacles all there are, whenever they stand
     */
    static Optional<LocalDate> from(LocalDate earliest, List<Obstacle> obstacles) {
        var day = earliest;
        while (true) {
            var standing = obstacles.stream().filter(standingOn(day)).toList();
            if (standing.isEmpty()) {
                return Optional.of(day);
            }
            if (standing.stream().anyMatch(o -> o.through().isEmpty())) {
                return Optional.empty();
            }
            day = standing.stream().flatMap(o -> o.through().stream()).max(Comparator.naturalOrder()).orElseThrow().plusDays(1);
        }
    }

    private static Predicate<Obstacle> standingOn(LocalDate day) {
        return obstacle -> obstacle.standsOn(day);
    }
}
