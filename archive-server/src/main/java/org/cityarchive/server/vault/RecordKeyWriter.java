package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.CopyRows;
import org.cityarchive.server.store.KeptWriter;

/** Writes record keys. */
public final class RecordKeyWriter implements KeptWriter<RecordKeyRow> {
    @Override
    public Class<RecordKeyRow> writes() {
        return RecordKeyRow.class;
    }

    @Override
    public void write(Connection connection, List<RecordKeyRow> rows) throws SQLException {
        var copy = new CopyRows(4, rows.size() * 84);
        for (var row : rows) {
            copy.row().add(row.subject()).add((short) row.life()).add(row.batch()).add(row.wrapped());
        }
        copy.write(connection, "vault_record_key (record, life, batch, wrapped)");
    }
}
