package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.KeptWriter;

/** Writes aliases; one that stands already is left as it is. */
public final class AliasWriter implements KeptWriter<AliasRow> {
    @Override
    public Class<AliasRow> writes() {
        return AliasRow.class;
    }

    @Override
    public void write(Connection connection, List<AliasRow> rows) throws SQLException {
        String sql = "insert into vault_alias (alias, record) select * from unnest(?::uuid[], ?::uuid[]) on conflict do nothing";
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", rows.stream().map(AliasRow::alias).toArray()));
            statement.setArray(2, connection.createArrayOf("uuid", rows.stream().map(r -> r.record().value()).toArray()));
            statement.executeUpdate();
        }
    }
}
