package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.ArrayStatement;
import org.cityarchive.server.store.CopyRows;
import org.cityarchive.server.store.KeptWriter;

/** Writes record keys. */
public final class RecordKeyWriter implements KeptWriter<RecordKeyRow> {
    private static final String TABLE = "vault_record_key (record, life, batch, wrapped)";

    @Override
    public Class<RecordKeyRow> writes() {
        return RecordKeyRow.class;
    }

    @Override
    public ArrayStatement statement(List<RecordKeyRow> rows) {
        var statement = ArrayStatement.into(TABLE, "uuid", "int2", "int4", "bytea");
        rows.forEach(row -> statement.row(row.subject(), (short) row.life(), row.batch(), row.wrapped()));
        return statement;
    }

    @Override
    public void write(Connection connection, List<RecordKeyRow> rows) throws SQLException {
        var copy = new CopyRows(4, rows.size() * 84);
        for (var row : rows) {
            copy.row().add(row.subject()).add((short) row.life()).add(row.batch()).add(row.wrapped());
        }
        copy.write(connection, TABLE);
    }
}
