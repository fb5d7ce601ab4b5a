package org.cityarchive.server.disposition;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.cityarchive.core.disposition.ErasedRecord;
import org.cityarchive.server.store.KeptWriter;

/** Writes down each erasure, once: a second one of the same record breaks its transaction. */
final class ErasedRows implements KeptWriter<ErasedRecord> {
    static final String TABLE = "create table erased (record uuid primary key); grant all on erased to archive_app";

    @Override
    public Class<ErasedRecord> writes() {
        return ErasedRecord.class;
    }

    @Override
    public void write(Connection connection, List<ErasedRecord> rows) throws SQLException {
        try (var insert = connection.prepareStatement("insert into erased values (?)")) {
            for (var row : rows) {
                insert.setObject(1, row.record().value());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
