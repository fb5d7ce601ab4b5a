package org.cityarchive.server.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.Series;
import org.cityarchive.core.retention.SeriesCode;

/**
 * A schedule that does not count yet.
 *
 * @param changes how often it was changed; a form of an older one is refused
 * @param draftedBy who changed it last
 * @param name what people call it
 * @param effectiveFrom city day from which it is to count
 */
record ScheduleDraft(ScheduleId id, State state, long changes, PersonId draftedBy, Instant changedAt, String name,
        LocalDate effectiveFrom, List<SeriesLine> lines) {

    /** How far a draft is. */
    enum State {
        OPEN,
        /** Waits for the other person; nothing of it can be changed meanwhile. */
        PROPOSED, ADOPTED, DROPPED
    }

    ScheduleDraft {
        lines = List.copyOf(lines);
    }

    List<Series> series() {
        return lines.stream().map(SeriesLine::series).toList();
    }

    boolean isOpen() {
        return state == State.OPEN;
    }

    /** With this line at the place of the one of its code, or else at the end. */
    ScheduleDraft with(SeriesLine line) {
        var all = new ArrayList<SeriesLine>();
        boolean stands = false;
        for (var one : lines) {
            boolean same = one.code().equals(line.code());
            stands |= same;
            all.add(same ? line : one);
        }
        if (!stands) {
            all.add(line);
        }
        return new ScheduleDraft(id, state, changes, draftedBy, changedAt, name, effectiveFrom, all);
    }

    ScheduleDraft without(SeriesCode code) {
        return new ScheduleDraft(id, state, changes, draftedBy, changedAt, name, effectiveFrom,
                lines.stream().filter(line -> !line.series().code().equals(code)).toList());
    }

    ScheduleDraft named(String newName, LocalDate from) {
        return new ScheduleDraft(id, state, changes, draftedBy, changedAt, newName, from, lines);
    }

    ScheduleDraft as(State next) {
        return new ScheduleDraft(id, next, changes, draftedBy, changedAt, name, effectiveFrom, lines);
    }
}
