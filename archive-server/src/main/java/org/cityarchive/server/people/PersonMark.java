package org.cityarchive.server.people;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

import org.cityarchive.server.people.PeopleInRoles.InRole;
import org.cityarchive.server.people.PeopleInRoles.Known;
import org.jspecify.annotations.Nullable;

/**
 * How a person stands, as a mark: icon and words.
 *
 * @param tone the mark's colour, as the style sheet names it
 * @param icon without its prefix
 */
record PersonMark(String tone, String icon, String text) {
    private static final int SOON_DAYS = 30;

    /** @param seen when last here; null: never */
    static PersonMark of(Known person, boolean hasRole, @Nullable Instant seen) {
        if (person.removedAt() != null) {
            return new PersonMark("slate", "person-x", "Removed");
        } else if (!hasRole) {
            return new PersonMark("slate", "dash-circle", "No role now");
        }
        return seen == null
                ? new PersonMark("blue", "envelope", "Invited, not here yet")
                : new PersonMark("green", "check-circle", "Active");
    }

    /** How a role stands that somebody has. */
    static PersonMark of(InRole held, LocalDate today) {
        var last = held.lastDay();
        if (held.endedAt() != null) {
            return new PersonMark("slate", "dash-circle", "Ended");
        } else if (!held.isHeld(today)) {
            return new PersonMark("slate", "dash-circle", "Over");
        } else if (last != null && today.until(last, ChronoUnit.DAYS) <= SOON_DAYS) {
            long days = today.until(last, ChronoUnit.DAYS);
            return new PersonMark("amber", "hourglass-split",
                    days == 0 ? "Ends today" : days == 1 ? "Ends tomorrow" : "Ends in " + days + " days");
        }
        return new PersonMark("green", "check-circle", "In force");
    }
}
