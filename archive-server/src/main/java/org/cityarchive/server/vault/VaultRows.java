package org.cityarchive.server.vault;

import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife.Erased;
import org.cityarchive.server.store.RoundTrip;
import org.cityarchive.server.store.SqlTrouble;
import org.cityarchive.server.vault.KeyProvider.KeyId;

/** The vault's tables, read. Only a new batch key is written from here, at once and alone. */
final class VaultRows implements BatchKeys {
    private final DataSource database;

    VaultRows(DataSource database) {
        this.database = database;
    }

    private interface Binding {
        void bind(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private void query(String sql, Binding binding, Row row) {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(sql)) {
            binding.bind(connection, statement);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    row.read(result);
                }
            }
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    @Override
    public int keep(Bucket bucket, Instant hour, KeyId under, byte[] wrapped) {
        var number = new ArrayList<Integer>(1);
        query("insert into vault_batch_key (bucket, hour, provider_key, wrapped) values (?, ?, ?, ?) returning number",
                (_, s) -> {
                    s.setString(1, bucket.name());
                    s.setTimestamp(2, Timestamp.from(hour));
                    s.setString(3, under.value());
                    s.setBytes(4, wrapped);
                }, r -> number.add(r.getInt(1)));
        return number.getFirst();
    }

    @Override
    public List<BatchKeyRow> read(Collection<Integer> numbers) {
        var found = new ArrayList<BatchKeyRow>();
        query("select number, provider_key, wrapped from vault_batch_key where number = any (?)",
                (c, s) -> s.setArray(1, c.createArrayOf("int4", numbers.toArray())),
                r -> found.add(new BatchKeyRow(r.getInt(1), new KeyId(r.getString(2)), r.getBytes(3))));
        return found;
    }

    /** The key rows of these subjects, of all their lives. */
    List<RecordKeyRow> keys(Set<UUID> subjects) {
        var found = new ArrayList<RecordKeyRow>(subjects.size());
        query("select record, life, batch, wrapped from vault_record_key where record = any (?)",
                (c, s) -> s.setArray(1, c.createArrayOf("uuid", subjects.toArray())),
                r -> found.add(new RecordKeyRow(r.getObject(1, UUID.class), r.getInt(2), r.getInt(3), r.getBytes(4))));
        return found;
    }

    /**
     * What is sealed, with what opens it.
     *
     * @param parts the sealed bytes of each version; absent where there are none
     * @param keys the key rows of their subjects, of all their lives
     */
    record PartsAndKeys(Map<SealedVersion, byte[]> parts, List<RecordKeyRow> keys) {}

    /** This part of each version, and the keys of one moment: one statement. */
    PartsAndKeys partsAndKeys(Set<SealedVersion> versions, String part) {
        var parts = HashMap.<SealedVersion, byte[]>newHashMap(versions.size());
        var keys = new ArrayList<RecordKeyRow>(versions.size());
        query("""
                select p.record, p.version, p.chunk, null::int4, p.sealed
                from unnest(?::uuid[], ?::int4[]) as wanted (record, version)
                join vault_part p on p.record = wanted.record and p.version = wanted.version and p.part = ?
                union all
                select record, life, null, batch, wrapped from vault_record_key where record = any (?)
                order by 1, 2, 3""", (c, s) -> {
            var subjects = versions.stream().map(SealedVersion::subject).toArray();
            s.setArray(1, c.createArrayOf("uuid", subjects));
            s.setArray(2, c.createArrayOf("int4", versions.stream().map(SealedVersion::version).toArray()));
            s.setString(3, part);
            s.setArray(4, c.createArrayOf("uuid", subjects));
        }, r -> {
            var subject = r.getObject(1, UUID.class);
            if (r.getObject(3) == null) {
                keys.add(new RecordKeyRow(subject, r.getInt(2), r.getInt(4), r.getBytes(5)));
            } else {
                parts.merge(new SealedVersion(subject, r.getInt(2)), r.getBytes(5), VaultRows::joined);
            }
        });
        return new PartsAndKeys(parts, keys);
    }

    /** One stretch of a large part. */
    Optional<byte[]> chunk(SealedVersion version, String part, int chunk) {
        var found = new ArrayList<byte[]>(1);
        query("select sealed from vault_part where record = ? and version = ? and part = ? and chunk = ?", (_, s) -> {
            s.setObject(1, version.subject());
            s.setInt(2, version.version());
            s.setString(3, part);
            s.setInt(4, chunk);
        }, r -> found.add(r.getBytes(1)));
        return found.stream().findFirst();
    }

    @Override
    public Set<Integer> closed(Collection<Integer> numbers) {
        var found = new HashSet<Integer>();
        query("select number from vault_batch_key where closed and number = any (?)",
                (c, s) -> s.setArray(1, c.createArrayOf("int4", numbers.toArray())), r -> found.add(r.getInt(1)));
        return found;
    }

    /** What was erased of these records, the last of each. */
    Map<RecordId, Erased> erased(Set<UUID> records) {
        var asked = new ErasedRecords(records);
        RoundTrip.ask(database, asked);
        return asked.found();
    }

    Map<UUID, Set<RecordId>> aliases(Set<UUID> aliases) {
        var found = new HashMap<UUID, Set<RecordId>>();
        query("select alias, record from vault_alias where alias = any (?)",
                (c, s) -> s.setArray(1, c.createArrayOf("uuid", aliases.toArray())),
                r -> found.computeIfAbsent(r.getObject(1, UUID.class), _ -> new HashSet<>())
                        .add(new RecordId(r.getObject(2, UUID.class))));
        return found;
    }

    static byte[] joined(byte[] first, byte[] next) {
        var joined = new ByteArrayOutputStream(first.length + next.length);
        joined.writeBytes(first);
        joined.writeBytes(next);
        return joined.toByteArray();
    }
}
