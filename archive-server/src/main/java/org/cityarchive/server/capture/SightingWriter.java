package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.capture.Sighted;
import org.cityarchive.core.capture.Sighting;
import org.cityarchive.core.capture.VersionFields;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.store.KeptWriter;
import org.jspecify.annotations.Nullable;

/** Writes the sightings kept beside the facts. */
public final class SightingWriter implements KeptWriter<Sighted> {
    @Override
    public Class<Sighted> writes() {
        return Sighted.class;
    }

    @Override
    public void write(Connection connection, List<Sighted> rows) throws SQLException {
        try (var insert = connection.prepareStatement(
                """
                        insert into capture_sighting (record, observed_at, version_time, source, seen, part, shown, counters)
                        select record, observed, version, source, seen, part, shown, counters::jsonb
                          from unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::smallint[], ?::integer[], ?::smallint[], ?::text[])
                            as row (record, observed, version, source, seen, part, shown, counters)
                        """)) {
            var columns = new @Nullable Object[8][rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                var sighting = row.sighting();
                columns[0][i] = row.record().value();
                columns[1][i] = sighting.observedAt().toString();
                columns[2][i] = sighting.versionTime() == null ? null : sighting.versionTime().toString();
                columns[3][i] = sighting.source();
                columns[4][i] = seen(sighting);
                columns[5][i] = row.part();
                columns[6][i] = (short) VersionFields.mask(row.shown());
                columns[7][i] = row.counters().isEmpty() ? null : spelled(row.counters());
            }
            var types = new String[]{"uuid", "text", "text", "text", "int2", "int4", "int2", "text"};
            for (int i = 0; i < types.length; i++) {
                insert.setArray(i + 1, connection.createArrayOf(types[i], columns[i]));
            }
            insert.executeUpdate();
        }
    }

    /** Numbers beyond what canonical JSON holds stand as strings. EVIDENCE.md §1.2. */
    private static String spelled(SortedMap<String, Long> counters) {
        var members = new TreeMap<String, Object>();
        counters.forEach((name, count) -> members.put(name, Math.abs(count) > CanonicalJson.GREATEST ? count.toString() : count));
        return new String(CanonicalJson.write(members), UTF_8);
    }

    private static short seen(Sighting sighting) {
        return switch (sighting.state()) {
            case PRESENT -> 0;
            case HIDDEN -> 1;
            case GONE -> (short) switch (sighting.confirmedBy()) {
                case PLATFORM_EVENT -> 2;
                case OWNERS_EXPORT -> 3;
                case DIRECT_READ -> 4;
                case null -> throw new IllegalArgumentException("a deletion without its confirmation is none");
            };
        };
    }
}
