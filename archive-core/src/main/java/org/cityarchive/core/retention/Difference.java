package org.cityarchive.core.retention;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a draft would change for one record on a day (LAW.md C.9). Longer and shorter compare the wordings themselves; due is by the whole
 * law, under which the longer of old and new applies until the clerk says which one governs older records.
 *
 * @param now the longest keeping by the schedule and rules in force; empty: no series of that schedule
 * @param then the same, were the draft adopted
 * @param otherSeries whether the series that it stands in are not the same ones
 * @param dueNow whether nothing stands in the way today
 * @param dueThen whether nothing would, were the draft adopted
 * @param dueOnceConfirmed whether nothing would, were also each of the draft's series confirmed
 */
public record Difference(Optional<Keeping> now, Optional<Keeping> then, boolean otherSeries, boolean dueNow,
        boolean dueThen, boolean dueOnceConfirmed) {

    /** What can become of a record. */
    public enum Kind {
        /** It is kept longer. */
        LONGER,
        /** It is kept shorter. */
        SHORTER,
        /** Its clock has no date any more. */
        UNRESOLVED,
        /** It comes due. */
        NEWLY_DUE,
        /** It is due no more. */
        NO_LONGER_DUE,
        /** It would come due as soon as its series is confirmed. */
        DUE_ONCE_CONFIRMED,
        /** It has a series, and would stand in another, or in one more, or in one less. */
        OTHER_SERIES,
        /** It gets a series, and had none. */
        CLASSIFIED,
        /** It has a series, and would have none. */
        UNCLASSIFIED;

        /** As addresses spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** All that becomes of it; empty: nothing. */
    public Set<Kind> kinds() {
        var kinds = EnumSet.noneOf(Kind.class);
        if (now.isPresent() && then.isPresent()) {
            int compared = then.get().compareTo(now.get());
            if (then.get().isUnresolved() && !now.get().isUnresolved()) {
                kinds.add(Kind.UNRESOLVED);
            } else if (compared != 0) {
                kinds.add(compared > 0 ? Kind.LONGER : Kind.SHORTER);
            }
            if (otherSeries) {
                kinds.add(Kind.OTHER_SERIES);
            }
        } else if (now.isPresent() != then.isPresent()) {
            kinds.add(then.isPresent() ? Kind.CLASSIFIED : Kind.UNCLASSIFIED);
        }
        if (dueNow != dueThen) {
            kinds.add(dueThen ? Kind.NEWLY_DUE : Kind.NO_LONGER_DUE);
        }
        if (dueOnceConfirmed && !dueThen) {
            kinds.add(Kind.DUE_ONCE_CONFIRMED);
        }
        return kinds;
    }
}
