package org.cityarchive.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.backup.Manifest.Segment;
import org.cityarchive.server.backup.Manifest.Table;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.JournalRows;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.KeyState;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.SealedFile;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Loads a backup's rows into an empty database and applies the destruction journals that are newer, all in one transaction. */
final class RestoredRows {
    /** Rows that every new schema begins with. */
    private static final Set<String> SEEDED = Set.of("event_head", "evidence_log", "projection_storage");
    private static final String NOT_FRESH = """
            select 'event_head' from event_head where position > 0 union all
            select 'evidence_log' from evidence_log where size > 0""";
    private static final int BUFFER = 1 << 16;

    private final BackupSet set;
    private final Manifest manifest;
    private final KeyProvider keys;
    private final DestructionJournals journals;
    private final Progress progress;
    private Set<UUID> destroyed = Set.of();

    RestoredRows(BackupSet set, Manifest manifest, KeyProvider keys, DestructionJournals journals, Progress progress) {
        this.set = set;
        this.manifest = manifest;
        this.keys = keys;
        this.journals = journals;
        this.progress = progress;
    }

    /** The records that the journals destroyed in it. */
    Set<UUID> destroyed() {
        return destroyed;
    }

    /** @throws BackupTrouble the database is not empty, or not all of it opens under the keys; the caller rolls back */
    void into(Connection connection) throws SQLException {
        empty(connection);
        long before = 0;
        for (var table : inOrder(connection)) {
            load(connection, table, before);
            before += table.rows();
        }
        for (var sequence : manifest.sequences().entrySet()) {
            try (var set = connection.prepareStatement("select setval(?::regclass, ?, true)")) {
                set.setString(1, "public." + DatabaseSnapshot.quoted(sequence.getKey()));
                set.setLong(2, sequence.getValue());
                set.execute();
            }
        }
        progress.at("destruction journals", 0, 1);
        try (var rows = new JournalRows(connection)) {
            journals.after(manifest.journals(), rows::apply);
            destroyed = rows.destroyed();
            markAnew(connection, rows.lines());
        }
        try (var statement = connection.createStatement()) {
            if (JournalRows.has(connection, "disposition_home", "home")) {
                statement.execute("delete from disposition_home"); // the homes of then; those that go on it say so
            }
            statement.execute(
                    """
                            select setval(s.name, greatest(s.last, (select max(number) from vault_batch_key)))
                            from (select pg_get_serial_sequence('vault_batch_key', 'number') as name,
                                coalesce((select last_value from pg_sequences where sequencename = 'vault_batch_key_number_seq'), 1) as last) s""");
        }
        ended(connection);
        refuseUnopened(connection);
    }

    /** The backup's own row was copied before it was whole, which it is; what it added to those before it is not known here, so all counts. */
    private void ended(Connection connection) throws SQLException {
        if (JournalRows.has(connection, "backup_run", "keys_folder")) {
            JdbcClient.create(new SingleConnectionDataSource(connection, true)).sql("""
                    update backup_run set finished_at = ?, position = ?, added_rows = ?, added_bytes = ?, bytes = ?
                    where backup = ? and finished_at is null""")
                    .params(manifest.at().atOffset(ZoneOffset.UTC), manifest.position(), manifest.rows(), manifest.bytes(),
                            manifest.bytes(), manifest.backup())
                    .update();
        }
    }

    /** Refused lines that a journal changed lawfully; before they had numbers, they had no marks. */
    private void markAnew(Connection connection, Set<JournalRows.Line> lines) throws SQLException {
        if (!JournalRows.has(connection, "capture_reject", "number")) {
            return;
        }
        var one = new SingleConnectionDataSource(connection, true);
        var sql = JdbcClient.create(one);
        record Changed(long number, boolean gone) {}
        var changed = lines.stream().map(line -> sql
                .sql("select number, sealed = ''::bytea from capture_reject where import = ? and line = ?")
                .params(line.job(), line.line()).query((row, _) -> new Changed(row.getLong(1), row.getBoolean(2))).single())
                .collect(Collectors.partitioningBy(Changed::gone, Collectors.mapping(Changed::number, Collectors.toList())));
        var marks = new RowMarks(one, keys.secret(KeyProvider.Secret.COMMIT));
        marks.release("capture_reject", changed.getOrDefault(true, List.of()));
        marks.again("capture_reject", changed.getOrDefault(false, List.of()));
    }

    private void empty(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : manifest.tables()) {
                boolean seeded = SEEDED.contains(table.name());
                var query = seeded ? NOT_FRESH : "select 1 from " + DatabaseSnapshot.quoted(table.name()) + " limit 1";
                try (var row = statement.executeQuery(query)) {
                    if (row.next()) {
                        throw new BackupTrouble("The database is not empty: there are rows in " + table.name()
                                + ". A backup is restored into an empty one only.");
                    }
                }
                if (seeded) {
                    statement.executeUpdate("delete from " + DatabaseSnapshot.quoted(table.name()));
                }
            }
        }
    }

    /** A table comes after those that it refers to. */
    private List<Table> inOrder(Connection connection) throws SQLException {
        var needs = new HashMap<String, Set<String>>();
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select c.relname, r.relname from pg_constraint k join pg_class c on c.oid = k.conrelid
                        join pg_class r on r.oid = k.confrelid where k.contype = 'f' and c.oid <> r.oid""")) {
            while (row.next()) {
                needs.computeIfAbsent(row.getString(1), _ -> new HashSet<>()).add(row.getString(2));
            }
        }
        var left = new LinkedHashMap<String, Table>();
        manifest.tables().forEach(table -> left.put(table.name(), table));
        var ordered = new ArrayList<Table>();
        while (!left.isEmpty()) {
            var next = left.values().stream()
                    .filter(table -> needs.getOrDefault(table.name(), Set.of()).stream().noneMatch(left::containsKey)).findFirst()
                    .orElseThrow(() -> new IllegalStateException("tables refer to each other in a circle: " + left.keySet()));
            ordered.add(left.remove(next.name()));
        }
        return ordered;
    }

    private void load(Connection connection, Table table, long before) throws SQLException {
        progress.at(table.name(), before, manifest.rows());
        var seal = new BackupSeal(keys.secret(KeyProvider.Secret.BACKUP));
        long rows = 0;
        for (var segment : table.segments()) {
            rows += load(connection, table, segment, seal);
            progress.at(table.name(), before + rows, manifest.rows());
        }
        if (rows != table.rows()) {
            throw new BackupTrouble("The table " + table.name() + " has " + rows + " rows in the backup, and its manifest names "
                    + table.rows() + ".");
        }
    }

    private long load(Connection connection, Table table, Segment segment, BackupSeal seal) throws SQLException {
        var columns = String.join(", ", table.columns().stream().map(DatabaseSnapshot::quoted).toList());
        try (InputStream rows = SealedFile.read(set.file(segment.kept().file()), seal.key(segment.id()))) {
            long loaded = connection.unwrap(PGConnection.class).getCopyAPI()
                    .copyIn("copy " + DatabaseSnapshot.quoted(table.name())
                            + " (" + columns + ") from stdin (format binary)", rows, BUFFER);
            if (loaded != segment.rows()) {
                throw new BackupTrouble("The file " + segment.kept().file() + " has not the rows that its manifest names.");
            }
            return loaded;
        } catch (IOException | SealBroken e) {
            throw new BackupTrouble("The file " + segment.kept().file() + " of the backup does not open: " + e.getMessage(), e);
        }
    }

    /** Every key row must hang on a living bucket key: else a journal that would tell of its new one is not here. */
    private void refuseUnopened(Connection connection) throws SQLException {
        Map<String, KeyState> states = new HashMap<>();
        keys.inventory().forEach(held -> states.put(held.key().value(), held.state()));
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select b.provider_key, count(*) from vault_record_key k join vault_batch_key b on b.number = k.batch
                        group by 1 order by 1""")) {
            while (row.next()) {
                var state = states.get(row.getString(1));
                if (state != KeyState.LIVE) {
                    throw new BackupTrouble("The key " + row.getString(1) + " that " + row.getLong(2) + " records need "
                            + (state == null
                                    ? "is not among the keys. Give the newest copy of the keys."
                                    : "was destroyed after this backup, and the destruction journal that tells how the survivors open"
                                            + " is missing. Put it into the folder journals of the backup, or restore a newer backup."));
                }
            }
        }
    }
}
