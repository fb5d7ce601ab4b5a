package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.ArrayStatement;
import org.cityarchive.server.store.KeptWriter;

/** Writes aliases; one that stands already is left as it is. */
public final class AliasWriter implements KeptWriter<AliasRow> {
    @Override
    public Class<AliasRow> writes() {
        return AliasRow.class;
    }

    @Override
    public ArrayStatement statement(List<AliasRow> rows) {
        var statement = ArrayStatement.of("insert into vault_alias (alias, record) select * from ", " on conflict do nothing",
                "uuid", "uuid");
        rows.forEach(row -> statement.row(row.alias(), row.record().value()));
        return statement;
    }

    @Override
    public void write(Connection connection, List<AliasRow> rows) throws SQLException {
        statement(rows).run(connection);
    }
}
