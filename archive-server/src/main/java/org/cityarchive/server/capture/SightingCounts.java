package org.cityarchive.server.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.core.capture.Sighted;
import org.cityarchive.server.store.KeptWriter;

/** Holds a plan to the sightings that it was decided on. */
public final class SightingCounts implements KeptWriter<Sighted.Count> {
    @Override
    public Class<Sighted.Count> writes() {
        return Sighted.Count.class;
    }

    @Override
    public boolean hasCondition(Sighted.Count row) {
        return true;
    }

    @Override
    public boolean stands(Connection connection, List<Sighted.Count> rows) throws SQLException {
        try (var select = connection.prepareStatement("""
                select not exists (
                    select from unnest(?::uuid[], ?::integer[]) as expected (record, rows)
                     where rows <> (select count(*) from capture_sighting s where s.record = expected.record))
                """)) {
            select.setArray(1, connection.createArrayOf("uuid", rows.stream().map(row -> row.record().value()).toArray()));
            select.setArray(2, connection.createArrayOf("int4", rows.stream().map(Sighted.Count::rows).toArray()));
            try (var answer = select.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    @Override
    public void write(Connection connection, List<Sighted.Count> rows) {}
}
