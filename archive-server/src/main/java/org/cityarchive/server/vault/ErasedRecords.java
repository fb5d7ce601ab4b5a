package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife.Erased;
import org.cityarchive.server.store.RoundTrip;

/** What was erased of records, for ever? */
public final class ErasedRecords implements RoundTrip.Question {
    private final Set<UUID> records;
    private final Map<RecordId, Erased> found = new HashMap<>();

    ErasedRecords(Set<UUID> records) {
        this.records = records;
    }

    /** The last erasure of each; a record of which nothing was is not in it. */
    public Map<RecordId, Erased> found() {
        return found;
    }

    @Override
    public String sql() {
        return "select record, max(at), max(life), max(up_to) from vault_erased where record = any (?) group by record";
    }

    @Override
    public int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        statement.setArray(first, connection.createArrayOf("uuid", records.toArray()));
        return first + 1;
    }

    @Override
    public void take(ResultSet row) throws SQLException {
        found.put(new RecordId(row.getObject(1, UUID.class)),
                new Erased(row.getTimestamp(2).toInstant(), row.getInt(3), row.getLong(4)));
    }
}
