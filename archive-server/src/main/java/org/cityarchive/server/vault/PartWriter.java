package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.CopyRows;
import org.cityarchive.server.store.KeptWriter;

/** Writes sealed parts. */
public final class PartWriter implements KeptWriter<PartRow> {
    @Override
    public Class<PartRow> writes() {
        return PartRow.class;
    }

    @Override
    public void write(Connection connection, List<PartRow> rows) throws SQLException {
        var copy = new CopyRows(5, rows.stream().mapToInt(r -> r.sealed().length + 64).sum());
        for (var row : rows) {
            copy.row().add(row.subject()).add(row.version()).add(row.part()).add(row.chunk()).add(row.sealed());
        }
        copy.write(connection, "vault_part (record, version, part, chunk, sealed)");
    }
}
