package org.cityarchive.server.vault;

import java.time.temporal.ChronoUnit;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Kept;

/** A vault with records of a few words each, written past the event store, and destroyed by hand. */
public final class VaultUnderTest {
    private final DataSource database;
    private final FileKeys keys;
    private final DestructionJournals journals;
    private final ContentSealing sealing = new ContentSealing();
    private final PostgresVault vault;

    public VaultUnderTest(DataSource database, Path home, FileKeys keys) {
        this.database = database;
        this.keys = keys;
        this.journals = DestructionJournals.of(home, keys);
        this.vault = new PostgresVault(database, keys, Clock.systemUTC());
    }

    /** Keeps a record with these words. */
    public UUID keep(String words, String group) {
        var record = UUID.randomUUID();
        var fresh = vault.recordKeys().fresh(record, 1, group);
        var rows = new ArrayList<Kept>(List.of(fresh.row(), new AliasRow(UUID.randomUUID(), new RecordId(record))));
        rows.addAll(sealing.seal(fresh.key(), 1, new TreeMap<>(Map.of("words", words))).rows());
        write(rows);
        return record;
    }

    /**
     * A record's words.
     *
     * @throws SealBroken they do not open
     */
    public String words(UUID record) {
        var wanted = new SealedVersion(record, 1);
        var opened = new PostgresVault(database, keys, Clock.systemUTC()).contents(List.of(wanted)).get(wanted);
        return opened == null ? "" : String.valueOf(opened.fields().get("words"));
    }

    /** As EVIDENCE.md §6.2: the records' rows go, survivors get new batch keys under a new bucket key, a journal says so, the old key goes. */
    public void destroy(Collection<UUID> records, Collection<UUID> survivors, String group) throws Exception {
        run("delete from vault_record_key where record = any (?)", records);
        run("delete from vault_part where record = any (?)", records);
        run("delete from vault_alias where record = any (?)", records);
        var bucket = Bucket.unclassified(Clock.systemUTC().instant(), group);
        var old = keys.create(bucket);
        var next = keys.renew(old);
        byte[] batchKey = MasterKey.random(32);
        var hour = Clock.systemUTC().instant().truncatedTo(ChronoUnit.HOURS);
        byte[] wrapped = keys.wrap(next, batchKey);
        int number = new VaultRows(database).keep(bucket, hour, next, wrapped);
        var living = vault.keysOf(survivors);
        var rows = living.values().stream()
                .map(key -> new RecordKeyRow(key.subject(), key.life(), number, KeyWrap.wrap(batchKey, key.bytes()))).toList();
        run("delete from vault_record_key where record = any (?)", survivors);
        write(new ArrayList<Kept>(rows));
        try (var journal = journals.begin()) {
            for (var record : records) {
                journal.add(new JournalEntry.Destroyed(record, 1));
            }
            journal.add(new JournalEntry.Batch(number, bucket.name(), hour, next, wrapped));
            for (var row : rows) {
                journal.add(new JournalEntry.Survivor(row));
            }
            journal.add(new JournalEntry.Retired(old));
            journal.finish();
        }
        keys.destroy(old);
    }

    private void run(String sql, Collection<UUID> records) throws SQLException {
        try (var connection = database.getConnection(); var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", records.toArray()));
            statement.executeUpdate();
        }
    }

    private void write(List<Kept> rows) {
        try (var connection = database.getConnection()) {
            new RecordKeyWriter().write(connection, of(rows, RecordKeyRow.class));
            new PartWriter().write(connection, of(rows, PartRow.class));
            new AliasWriter().write(connection, of(rows, AliasRow.class));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> List<T> of(List<Kept> rows, Class<T> kind) {
        return rows.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
