package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.ConfirmedBy;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.capture.State;
import org.cityarchive.core.capture.VersionFields;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.store.RoundTrip;
import org.jspecify.annotations.Nullable;

/** Which sightings of a record are kept beside its facts? */
public final class Sightings {
    private final DataSource data;

    public Sightings(DataSource data) {
        this.data = data;
    }

    /** Every sighting kept beside the facts of these records. */
    public Map<RecordId, List<Sighted>> of(Collection<RecordId> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        var beside = asking(records);
        RoundTrip.ask(data, beside);
        return beside.found();
    }

    /** As {@link #of}, to be asked together with others. */
    Beside asking(Collection<RecordId> records) {
        return new Beside(records);
    }

    /** Which sightings are kept beside the facts of these records? */
    static final class Beside implements RoundTrip.Question {
        private final Collection<RecordId> records;
        private final Map<RecordId, List<Sighted>> found = new HashMap<>();

        private Beside(Collection<RecordId> records) {
            this.records = records;
        }

        Map<RecordId, List<Sighted>> found() {
            return found;
        }

        @Override
        public String sql() {
            return """
                    select record, observed_at, version_time, source, seen, part, shown, counters
                      from capture_sighting where record = any(?)""";
        }

        @Override
        public int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
            statement.setArray(first, connection.createArrayOf("uuid", records.stream().map(RecordId::value).toArray()));
            return first + 1;
        }

        @Override
        public void take(ResultSet row) throws SQLException {
            var one = row(row);
            found.computeIfAbsent(one.record(), _ -> new ArrayList<>()).add(one);
        }
    }

    private static Sighted row(ResultSet row) throws SQLException {
        int seen = row.getInt(5);
        var state = seen == 0 ? State.PRESENT : seen == 1 ? State.HIDDEN : State.GONE;
        var confirmed = seen < 2 ? null : confirmed(seen);
        var observed = Objects.requireNonNull(instant(row, 2));
        return new Sighted(new RecordId(row.getObject(1, UUID.class)),
                new Sighting(observed, instant(row, 3), row.getString(4), state, confirmed), row.getInt(6),
                VersionFields.names(row.getInt(7)), counters(row.getString(8)));
    }

    private static SortedMap<String, Long> counters(@Nullable String json) {
        var counters = new TreeMap<String, Long>();
        if (json != null && CanonicalJson.parse(json.getBytes(UTF_8)) instanceof Map<?, ?> members) {
            members.forEach(
                    (name, count) -> counters.put((String) name, count instanceof Long n ? n : Long.valueOf((String) count)));
        }
        return counters;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    private static ConfirmedBy confirmed(int seen) {
        return switch (seen) {
            case 2 -> ConfirmedBy.PLATFORM_EVENT;
            case 3 -> ConfirmedBy.OWNERS_EXPORT;
            case 4 -> ConfirmedBy.DIRECT_READ;
            default -> throw new IllegalStateException("capture_sighting.seen is " + seen);
        };
    }
}
