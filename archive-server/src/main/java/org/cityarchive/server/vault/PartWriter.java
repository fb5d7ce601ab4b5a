package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.ArrayStatement;
import org.cityarchive.server.store.CopyRows;
import org.cityarchive.server.store.KeptWriter;
import org.jspecify.annotations.Nullable;

/** Writes sealed parts. */
public final class PartWriter implements KeptWriter<PartRow> {
    private static final String TABLE = "vault_part (record, version, part, chunk, sealed)";
    /** Media are not copied once more than they must be. */
    private static final int MOST_TOGETHER = 1 << 20;

    @Override
    public Class<PartRow> writes() {
        return PartRow.class;
    }

    @Override
    public @Nullable ArrayStatement statement(List<PartRow> rows) {
        if (rows.stream().mapToLong(row -> row.sealed().length).sum() > MOST_TOGETHER) {
            return null;
        }
        var statement = ArrayStatement.into(TABLE, "uuid", "int4", "text", "int4", "bytea");
        rows.forEach(row -> statement.row(row.subject(), row.version(), row.part(), row.chunk(), row.sealed()));
        return statement;
    }

    @Override
    public void write(Connection connection, List<PartRow> rows) throws SQLException {
        var copy = new CopyRows(5, rows.stream().mapToInt(r -> r.sealed().length + 64).sum());
        for (var row : rows) {
            copy.row().add(row.subject()).add(row.version()).add(row.part()).add(row.chunk()).add(row.sealed());
        }
        copy.write(connection, TABLE);
    }
}
