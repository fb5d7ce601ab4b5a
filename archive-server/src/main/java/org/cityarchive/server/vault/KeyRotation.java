package org.cityarchive.server.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.server.store.SqlTrouble;
import org.cityarchive.server.vault.KeyProvider.Held;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.KeyState;

/**
 * Replaces every bucket key by another while the archive runs. What the old ones wrapped is wrapped anew and read back; a journal tells it
 * to older backups; only then are the old ones destroyed. What they protect stays as it is. Killed anywhere, it goes on at the next start.
 */
public final class KeyRotation {
    private static final String BATCHES = "select number, bucket, hour, wrapped from vault_batch_key where provider_key = ? and not closed order by number";
    private static final String UPLOADS = "select import, key_wrapped from capture_import where key_id = ?";
    private static final String EXPORTS = "select export, key_wrapped from search_export where key_id = ?";

    private final DataSource database;
    private final KeyProvider keys;
    private final DestructionJournals journals;
    private final Clock clock;

    public KeyRotation(DataSource database, KeyProvider keys, DestructionJournals journals, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.journals = journals;
        this.clock = clock;
    }

    /**
     * What was done.
     *
     * @param destroyed old bucket keys that are gone
     * @param wrapped keys that were wrapped anew
     * @param left old bucket keys that stay until a destruction that is under way has gone through, and go with it
     */
    public record Done(int destroyed, int wrapped, int left) {}

    /** Replaces all that live now, and those whose replacement was killed. */
    public Done run() {
        try (var alone = AloneWithKeys.awaited(database)) {
            return begun(alone);
        }
    }

    private Done begun(AloneWithKeys alone) {
        execute("insert into vault_rotation (old, begun_at) select o, ? from unnest(?::text[]) o on conflict (old) do nothing",
                (c, s) -> {
                    s.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
                    s.setArray(2, c.createArrayOf("text", live().toArray()));
                });
        return replace(alone);
    }

    /** Ends what was killed, whatever other servers are at. */
    public Done finish() {
        if (open().isEmpty()) {
            return new Done(0, 0, 0);
        }
        try (var alone = AloneWithKeys.awaited(database)) {
            return replace(alone);
        }
    }

    /** A key that is renewed wraps nothing new, and all that it wraps is written down: {@link KeyProvider#under}. */
    private Done replace(AloneWithKeys alone) {
        var next = new LinkedHashMap<KeyId, KeyId>();
        var living = live();
        var waiting = beingRenewed();
        int wrapped = 0;
        int left = 0;
        for (String name : open()) {
            if (living.contains(name) && waiting.contains(name)) {
                left++;
            } else if (living.contains(name)) {
                var old = new KeyId(name);
                var by = keys.renew(old);
                wrapped += wrapAnew(old, by);
                next.put(old, by);
            }
        }
        if (!next.isEmpty()) {
            alone.require();
            tellOlderBackups(next);
        }
        for (var old : next.keySet()) {
            alone.require();
            keys.destroy(old);
        }
        var stay = live();
        execute("update vault_rotation set done_at = ? where done_at is null and not (old = any (?))", (c, s) -> {
            s.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            s.setArray(2, c.createArrayOf("text", stay.toArray()));
        });
        return new Done(next.size(), wrapped, left);
    }

    private int wrapAnew(KeyId old, KeyId by) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int wrapped = wrapAnew(connection, old, by, BATCHES,
                        "update vault_batch_key set provider_key = ?, wrapped = ? where number = ? and provider_key = ?")
                        + wrapAnew(connection, old, by, UPLOADS,
                                "update capture_import set key_id = ?, key_wrapped = ? where import = ? and key_id = ?")
                        + wrapAnew(connection, old, by, EXPORTS,
                                "update search_export set key_id = ?, key_wrapped = ? where export = ? and key_id = ?");
                connection.commit();
                return wrapped;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private int wrapAnew(Connection connection, KeyId old, KeyId by, String which, String change) throws SQLException {
        int rows = 0;
        try (PreparedStatement select = connection.prepareStatement(which);
                PreparedStatement update = connection.prepareStatement(change)) {
            select.setString(1, old.value());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    byte[] key = keys.unwrap(old, row.getBytes(row.getMetaData().getColumnCount()));
                    byte[] wrapped = keys.wrap(by, key);
                    if (!Arrays.equals(key, keys.unwrap(by, wrapped))) {
                        throw new KeyTrouble("A key that was wrapped under " + by + " does not open again; the old one stays.");
                    }
                    update.setString(1, by.value());
                    update.setBytes(2, wrapped);
                    update.setObject(3, row.getObject(1));
                    update.setString(4, old.value()); // what was taken back meanwhile stays without a key
                    update.addBatch();
                    rows++;
                }
            }
            update.executeBatch();
        }
        return rows;
    }

    private void tellOlderBackups(Map<KeyId, KeyId> next) {
        try (Connection connection = database.getConnection(); var journal = journals.begin()) {
            for (var pair : next.entrySet()) {
                tell(connection, pair.getValue(), journal);
                journal.add(new JournalEntry.Retired(pair.getKey()));
            }
            journal.finish();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        } catch (IOException e) {
            throw new UncheckedIOException("the destruction journal cannot be written", e);
        }
    }

    private static void tell(Connection connection, KeyId under, JournalWriting journal) throws SQLException, IOException {
        try (PreparedStatement batches = connection.prepareStatement(BATCHES);
                PreparedStatement uploads = connection.prepareStatement(UPLOADS)) {
            batches.setString(1, under.value());
            try (ResultSet row = batches.executeQuery()) {
                while (row.next()) {
                    journal.add(new JournalEntry.Batch(row.getInt(1), row.getString(2), row.getTimestamp(3).toInstant(), under,
                            row.getBytes(4)));
                }
            }
            uploads.setString(1, under.value());
            try (ResultSet row = uploads.executeQuery()) {
                while (row.next()) {
                    journal.add(new JournalEntry.Upload(row.getObject(1, UUID.class), under, row.getBytes(2), false));
                }
            }
        }
    }

    private List<String> live() {
        return keys.inventory().stream().filter(held -> held.state() == KeyState.LIVE).map(Held::key).map(KeyId::value)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Old keys that are not yet gone. */
    private List<String> open() {
        return names("select old from vault_rotation where done_at is null order by old");
    }

    /**
     * Keys that a destruction is about to end, or that one which was killed will. They are left to it: survivors that hang under them yet
     * are wrapped anew by it alone, and it tells older backups what went.
     */
    private List<String> beingRenewed() {
        return names("select key from vault_renewal where destroyed_at is null");
    }

    private List<String> names(String asked) {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(asked)) {
            var found = new ArrayList<String>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private interface Binding {
        void bind(Connection connection, PreparedStatement statement) throws SQLException;
    }

    private void execute(String sql, Binding binding) {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(connection, statement);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
