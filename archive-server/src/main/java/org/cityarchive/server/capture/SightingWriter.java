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
import org.cityarchive.server.store.ArrayStatement;
import org.cityarchive.server.store.KeptWriter;

/** Writes the sightings kept beside the facts. */
public final class SightingWriter implements KeptWriter<Sighted> {
    @Override
    public Class<Sighted> writes() {
        return Sighted.class;
    }

    @Override
    public ArrayStatement statement(List<Sighted> rows) {
        var statement = ArrayStatement.of("""
                insert into capture_sighting (record, observed_at, version_time, source, seen, part, shown, counters)
                select record, observed, version, source, seen, part, shown, counters::jsonb from\s""",
                " as row (record, observed, version, source, seen, part, shown, counters)",
                "uuid", "timestamptz", "timestamptz", "text", "int2", "int4", "int2", "text");
        for (var row : rows) {
            var sighting = row.sighting();
            statement.row(row.record().value(), sighting.observedAt().toString(),
                    sighting.versionTime() == null ? null : sighting.versionTime().toString(), sighting.source(), seen(sighting),
                    row.part(), (short) VersionFields.mask(row.shown()),
                    row.counters().isEmpty() ? null : spelled(row.counters()));
        }
        return statement;
    }

    @Override
    public void write(Connection connection, List<Sighted> rows) throws SQLException {
        statement(rows).run(connection);
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
