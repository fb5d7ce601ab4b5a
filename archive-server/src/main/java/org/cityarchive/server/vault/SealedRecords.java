package org.cityarchive.server.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import org.cityarchive.server.store.RoundTrip;

/** What is sealed of the contents of whole records, with the keys of the same moment? */
public final class SealedRecords implements RoundTrip.Question {
    private final PostgresVault vault;
    private final Set<UUID> records;
    private final Map<SealedVersion, byte[]> parts = new HashMap<>();
    private final List<RecordKeyRow> keys = new ArrayList<>();

    SealedRecords(PostgresVault vault, Set<UUID> records) {
        this.vault = vault;
        this.records = records;
    }

    /** Opens versions of these records, as {@link PostgresVault#contents(Collection, Consumer)} does. */
    public Map<SealedVersion, OpenedContent> contents(Collection<SealedVersion> versions, Consumer<SealBroken> broken) {
        return vault.contents(Set.copyOf(versions), new VaultRows.PartsAndKeys(parts, keys), broken);
    }

    @Override
    public String sql() {
        return """
                select record, version, chunk, null::int4, sealed from vault_part where record = any (?) and part = 'content'
                union all
                select record, life, null, batch, wrapped from vault_record_key where record = any (?)
                order by 1, 2, 3""";
    }

    @Override
    public int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        statement.setArray(first, connection.createArrayOf("uuid", records.toArray()));
        statement.setArray(first + 1, connection.createArrayOf("uuid", records.toArray()));
        return first + 2;
    }

    @Override
    public void take(ResultSet row) throws SQLException {
        var subject = row.getObject(1, UUID.class);
        if (row.getObject(3) == null) {
            keys.add(new RecordKeyRow(subject, row.getInt(2), row.getInt(4), row.getBytes(5)));
        } else {
            parts.merge(new SealedVersion(subject, row.getInt(2)), row.getBytes(5), VaultRows::joined);
        }
    }
}
