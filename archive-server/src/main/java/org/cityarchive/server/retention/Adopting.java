package org.cityarchive.server.retention;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.retention.RetentionCommand.AdoptSchedule;
import org.cityarchive.core.retention.RetentionCommand.ConfirmSeries;
import org.cityarchive.core.retention.RetentionRefusal;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.retention.SeriesReadings.Place;
import org.cityarchive.server.retention.ScheduleDraft.State;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;

/** Drafts a schedule, lets it count, and confirms its series: each step by the person who may take it. */
final class Adopting {
    private final ScheduleDrafts drafts;
    private final SeriesReadings readings;
    private final RetentionWords words;
    private final ScheduleBook book;
    private final RetentionActs acts;

    Adopting(ScheduleDrafts drafts, SeriesReadings readings, RetentionWords words, ScheduleBook book, RetentionActs acts) {
        this.drafts = drafts;
        this.readings = readings;
        this.words = words;
        this.book = book;
        this.acts = acts;
    }

    /** Begins a draft; the same id again changes nothing. */
    ScheduleDraft begin(ScheduleId id, String name, LocalDate from, List<SeriesLine> lines, Actor by) {
        return drafts.begin(id, name, from, lines, acts.acting(by).person());
    }

    /** Names a draft anew, or lets it begin on another day. */
    ScheduleDraft name(ScheduleId id, @Nullable Long seen, String name, LocalDate from, Actor by) {
        return drafts.change(id, seen, acts.acting(by).person(), draft -> draft.named(name, from));
    }

    /** Puts a line into a draft, or one in the place of the one of its code; what was read of that one was read of other words. */
    ScheduleDraft put(ScheduleId id, @Nullable Long seen, SeriesLine line, Actor by) {
        var before = drafts.of(id).lines();
        var after = drafts.change(id, seen, acts.acting(by).person(), draft -> draft.with(line));
        if (!before.contains(line)) {
            readings.forget(id, line.series().code());
        }
        return after;
    }

    /** Takes a line out. */
    ScheduleDraft remove(ScheduleId id, @Nullable Long seen, SeriesCode code, Actor by) {
        var after = drafts.change(id, seen, acts.acting(by).person(), draft -> draft.without(code));
        readings.forget(id, code);
        return after;
    }

    /** Says that it is ready for the other person. */
    ScheduleDraft propose(ScheduleId id, @Nullable Long seen, Actor by) {
        return drafts.move(id, seen, State.OPEN, State.PROPOSED, acts.acting(by).person());
    }

    /** Opens it again; whoever does drafts it from then on. */
    ScheduleDraft reopen(ScheduleId id, @Nullable Long seen, Actor by) {
        return drafts.move(id, seen, State.PROPOSED, State.OPEN, acts.acting(by).person());
    }

    /** Drops an open draft; its words are shown no more. */
    void drop(ScheduleId id, Actor by) {
        drafts.change(id, null, acts.acting(by).person(), draft -> draft.as(State.DROPPED));
    }

    /**
     * The second person's step: from its day on the schedule counts, and each series that somebody else read is confirmed with it.
     *
     * @param seen how often the draft was changed when the person looked; null: whatever it is now
     * @throws Refused the law says no, or it is not what the person saw
     */
    void adopt(ScheduleId id, @Nullable Long seen, Actor by) {
        var draft = drafts.of(id);
        if (draft.state() == State.ADOPTED) {
            return;
        } else if (draft.isOpen()) {
            throw new Refused(new DraftRefusal.NotProposed());
        } else if (seen != null && seen != draft.changes()) {
            throw new Refused(new DraftRefusal.ChangedMeanwhile());
        }
        var said = words.keep(sealed(draft));
        acts.send(acting -> new AdoptSchedule(id, draft.effectiveFrom(), draft.series(), said, draft.draftedBy(), acting), by);
        drafts.move(id, draft.changes(), State.PROPOSED, State.ADOPTED, draft.draftedBy());
        readings.of(id).forEach((series, reading) -> {
            if (!reading.readBy().equals(acts.acting(by).person())) {
                acts.send(acting -> new ConfirmSeries(id, series, reading.words(), reading.readBy(), acting), by);
            }
        });
    }

    /** The first person's step of a confirmation: where the series stands in the state's schedule. */
    void read(ScheduleId id, SeriesCode series, Place place, Actor by) {
        var known = drafts.find(id).map(draft -> draft.series().stream().anyMatch(one -> one.code().equals(series)))
                .orElse(false);
        if (!known) {
            throw new Refused(new RetentionRefusal.UnknownSeries(series));
        }
        readings.keep(id, series, place, acts.acting(by).person());
    }

    /**
     * The second person's step.
     *
     * @throws Refused nobody read it, the same person did, or the law says no
     */
    void confirm(ScheduleId id, SeriesCode series, Actor by) {
        var reading = readings.of(id).get(series);
        if (reading == null && book.now().confirmation(id, series).isEmpty()) {
            throw new Refused(new DraftRefusal.NotRead());
        } else if (reading != null) {
            acts.send(acting -> new ConfirmSeries(id, series, reading.words(), reading.readBy(), acting), by);
        }
    }

    private static Map<String, Object> sealed(ScheduleDraft draft) {
        var series = new LinkedHashMap<String, Object>();
        draft.lines().forEach(line -> series.put(line.code(), line.words()));
        return Map.of("name", draft.name(), "series", series);
    }
}
