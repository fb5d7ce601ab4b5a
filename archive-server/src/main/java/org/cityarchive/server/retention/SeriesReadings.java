package org.cityarchive.server.retention;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.retention.ScheduleId;
import org.cityarchive.core.retention.SeriesCode;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who read what the state's schedule says of a series, and where it stands there? It confirms nothing: a second person does. */
final class SeriesReadings {
    private final JdbcClient sql;
    private final RetentionWords words;
    private final Clock clock;

    SeriesReadings(DataSource database, RetentionWords words, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.words = words;
        this.clock = clock;
    }

    /** Where a series stands in the state's schedule. */
    record Place(String version, String item, String page) {
        /** Such as "item 14, page 9". */
        public String words() {
            return "item " + item + ", page " + page;
        }

        static Place of(Map<String, String> said) {
            return new Place(said.getOrDefault("version", ""), said.getOrDefault("item", "?"), said.getOrDefault("page", "?"));
        }
    }

    /** @param words id of the sealed place */
    record Reading(UUID words, Place place, PersonId readBy, Instant at) {}

    /** Keeps where a person read it; a later reading takes its place. */
    void keep(ScheduleId schedule, SeriesCode series, Place place, PersonId by) {
        var id = words.keep(Map.of("version", place.version(), "item", place.item(), "page", place.page()));
        sql.sql("""
                insert into retention_reading (schedule, series, words, read_by, read_at) values (?, ?, ?, ?, ?)
                on conflict (schedule, series) do update set words = excluded.words, read_by = excluded.read_by,
                       read_at = excluded.read_at""")
                .params(schedule.value(), series.value(), id, by.value(), clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    /** Takes away what was read of a line that was changed since. */
    void forget(ScheduleId schedule, SeriesCode series) {
        sql.sql("delete from retention_reading where schedule = ? and series = ?").params(schedule.value(), series.value())
                .update();
    }

    /** The last reading of each series of a schedule. */
    Map<SeriesCode, Reading> of(ScheduleId schedule) {
        record Row(SeriesCode series, UUID words, PersonId by, Instant at) {}
        var rows = sql.sql("select * from retention_reading where schedule = ?").param(schedule.value())
                .query((row, _) -> new Row(new SeriesCode(row.getString("series")), row.getObject("words", UUID.class),
                        new PersonId(row.getObject("read_by", UUID.class)),
                        row.getObject("read_at", OffsetDateTime.class).toInstant()))
                .list();
        var places = words.of(rows.stream().map(Row::words).toList());
        var readings = new HashMap<SeriesCode, Reading>();
        rows.forEach(row -> readings.put(row.series(), new Reading(row.words(),
                Place.of(places.getOrDefault(row.words(), Map.of())), row.by(), row.at())));
        return readings;
    }
}
