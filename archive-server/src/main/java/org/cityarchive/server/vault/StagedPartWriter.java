package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.server.store.KeptWriter;

/** Moves staged parts into the vault, within the database: all stretches of each, or the commit fails. */
public final class StagedPartWriter implements KeptWriter<StagedPart> {
    private static final String MOVE = """
            with moved as (delete from vault_staged where staging = ? returning chunk, sealed)
            insert into vault_part (record, version, part, chunk, sealed) select ?, ?, ?, chunk, sealed from moved""";

    @Override
    public Class<StagedPart> writes() {
        return StagedPart.class;
    }

    @Override
    public void write(Connection connection, List<StagedPart> rows) throws SQLException {
        try (var move = connection.prepareStatement(MOVE)) {
            for (var row : rows) {
                move.setObject(1, row.staging());
                move.setObject(2, row.subject());
                move.setInt(3, row.version());
                move.setString(4, row.part());
                int moved = move.executeUpdate();
                if (moved != row.chunks()) { // a crash of the database empties what waits: it is staged anew
                    throw new SQLException("of a staged medium " + moved + " stretches are there, not " + row.chunks(), "40001");
                }
            }
        }
    }
}
