package org.cityarchive.server.retention;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.RetentionEvent.ScheduleAdopted;
import org.cityarchive.core.retention.RetentionEvent.SeriesConfirmed;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.cityarchive.server.people.ActorNames;
import org.cityarchive.server.retention.SeriesReadings.Place;
import org.cityarchive.server.retention.ScheduleBook.Entries;
import org.cityarchive.server.web.NoSuch;
import org.jspecify.annotations.Nullable;

/** Which schedules are there, adopted and drafted, and what does each say in words? */
final class Schedules {
    private final ScheduleBook book;
    private final ScheduleDrafts drafts;
    private final SeriesReadings readings;
    private final RetentionWords words;
    private final ActorNames names;

    Schedules(ScheduleBook book, ScheduleDrafts drafts, SeriesReadings readings, RetentionWords words, ActorNames names) {
        this.book = book;
        this.drafts = drafts;
        this.readings = readings;
        this.words = words;
        this.names = names;
    }

    /** How far a schedule is. */
    enum Standing {
        OPEN("Draft", "pencil", "amber"), PROPOSED("Waits for the second person", "send", "amber"),
        /** Adopted, and its day is still to come. */
        COMING("Adopted, begins later", "calendar-event", "blue"), IN_FORCE("In force", "check-circle", "green"),
        /** A newer one is in force; while nobody says which governs older records, the longer of both applies. */
        BEFORE("Before", "clock-history", "slate");

        private final String words;
        private final String icon;
        private final String tone;

        Standing(String words, String icon, String tone) {
            this.words = words;
            this.icon = icon;
            this.tone = tone;
        }

        public String words() {
            return words;
        }

        public String icon() {
            return icon;
        }

        public String tone() {
            return tone;
        }

        public boolean isDraft() {
            return this == OPEN || this == PROPOSED;
        }
    }

    /**
     * Where and by whom a series was read, and who confirmed it.
     *
     * @param confirmedBy name of the second person; null: it waits for one
     */
    record Vouched(Place place, String readBy, PersonId reader, Instant readAt, @Nullable String confirmedBy,
            @Nullable Instant confirmedAt) {
        public boolean isConfirmed() {
            return confirmedBy != null;
        }
    }

    /**
     * A schedule to be shown.
     *
     * @param changes of a draft; 0 for an adopted one
     * @param adoptedBy name of the second person; null while it is a draft
     */
    record Shown(ScheduleId id, String name, LocalDate effectiveFrom, Standing standing, List<SeriesLine> lines, long changes,
            PersonId drafter, String draftedBy, Instant changedAt, @Nullable String adoptedBy, @Nullable Instant adoptedAt,
            Map<SeriesCode, Vouched> vouched) {
        public long confirmed() {
            return lines.stream().map(line -> vouched.get(line.series().code())).filter(v -> v != null && v.isConfirmed())
                    .count();
        }

        public Optional<SeriesLine> line(SeriesCode code) {
            return lines.stream().filter(line -> line.series().code().equals(code)).findFirst();
        }

        public @Nullable Vouched vouched(SeriesLine line) {
            return vouched.get(line.series().code());
        }

        public boolean isDraft() {
            return standing.isDraft();
        }
    }

    /** All: drafts first, then the adopted, the newest first. */
    List<Shown> all(LocalDate today) {
        var settled = book.now();
        var known = names.now();
        var all = new ArrayList<Shown>();
        drafts.all().stream().filter(draft -> settled.adoption(draft.id()).isEmpty()).map(draft -> shown(draft, known))
                .forEach(all::add);
        var adopted = settled.now().schedules().adopted();
        for (int i = adopted.size() - 1; i >= 0; i--) {
            all.add(shown(adopted.get(i), settled, known, today));
        }
        return List.copyOf(all);
    }

    /** @throws NoSuch there is none */
    Shown of(ScheduleId id, LocalDate today) {
        var settled = book.now();
        var adopted = settled.now().schedules().adopted().stream().filter(one -> one.schedule().equals(id)).findFirst();
        return adopted.map(one -> shown(one, settled, names.now(), today)).orElseGet(() -> shown(drafts.of(id), names.now()));
    }

    /** The one that is newest on a day; empty: none was adopted that counts then. */
    Optional<Shown> inForce(LocalDate today) {
        var settled = book.now();
        return settled.now().schedules().newest(today).map(one -> shown(one, settled, names.now(), today));
    }

    private Shown shown(ScheduleDraft draft, ActorNames.Known known) {
        return new Shown(draft.id(), draft.name(), draft.effectiveFrom(), draft.isOpen() ? Standing.OPEN : Standing.PROPOSED,
                draft.lines(), draft.changes(), draft.draftedBy(), known.of(draft.draftedBy().toString()), draft.changedAt(),
                null,
                null, read(draft.id(), known));
    }

    private Shown shown(ScheduleAdopted adopted, Entries settled, ActorNames.Known known, LocalDate today) {
        var said = words.read(adopted.words()).orElse(Map.of());
        var lines = adopted.series().stream().map(series -> SeriesLine.of(series, wordsOf(said, series.code()))).toList();
        var newest = settled.now().schedules().newest(today).map(ScheduleAdopted::schedule);
        var standing = adopted.effectiveFrom().isAfter(today)
                ? Standing.COMING
                : newest.filter(adopted.schedule()::equals).isPresent() ? Standing.IN_FORCE : Standing.BEFORE;
        var at = settled.adoption(adopted.schedule()).orElseThrow().at();
        var vouched = new HashMap<>(read(adopted.schedule(), known));
        settled.told().forEach(one -> {
            if (one.fact() instanceof SeriesConfirmed confirmed && confirmed.schedule().equals(adopted.schedule())) {
                var before = vouched.get(confirmed.series());
                vouched.put(confirmed.series(), new Vouched(Place.of(words.of(confirmed.words())),
                        known.of(confirmed.readBy().toString()), confirmed.readBy(), before == null ? one.at() : before.readAt(),
                        known.of(confirmed.confirmedBy().toString()), one.at()));
            }
        });
        return new Shown(adopted.schedule(), said.get("name") instanceof String name ? name : "without a name",
                adopted.effectiveFrom(), standing, lines, 0, adopted.draftedBy(), known.of(adopted.draftedBy().toString()), at,
                known.of(adopted.adoptedBy().toString()), at, Map.copyOf(vouched));
    }

    private Map<SeriesCode, Vouched> read(ScheduleId id, ActorNames.Known known) {
        var read = new HashMap<SeriesCode, Vouched>();
        readings.of(id).forEach((series, reading) -> read.put(series, new Vouched(reading.place(),
                known.of(reading.readBy().toString()), reading.readBy(), reading.at(), null, null)));
        return read;
    }

    private static Map<String, Object> wordsOf(Map<String, @Nullable Object> said, SeriesCode code) {
        var own = new HashMap<String, Object>();
        if (said.get("series") instanceof Map<?, ?> series && series.get(code.value()) instanceof Map<?, ?> one) {
            one.forEach((name, value) -> own.put(String.valueOf(name), String.valueOf(value)));
        }
        return own;
    }
}
