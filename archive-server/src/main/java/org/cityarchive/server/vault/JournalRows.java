package org.cityarchive.server.vault;

import java.util.Objects;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.server.store.SqlTrouble;

/** Applies journals to the rows of an older backup, as the schema's owner and before anyone opens it; in the caller's transaction. */
public final class JournalRows implements AutoCloseable {
    private static final String[] DESTROY = {"delete from vault_record_key where record = ? and life <= ?",
            """
                    delete from vault_part where record = ?
                    and not exists (select from vault_record_key k where k.record = vault_part.record and k.life > ?)""",
            """
                    delete from vault_alias where record = ?
                    and not exists (select from vault_record_key k where k.record = vault_alias.record and k.life > ?)""",
            """
                    insert into vault_erased (record, life, at, up_to)
                    select ?, ?, now(), (select position from event_head) on conflict (record, life) do nothing"""};

    private enum Statement {
        BATCH("""
                insert into vault_batch_key (number, bucket, hour, provider_key, wrapped) overriding system value
                values (?, ?, ?, ?, ?)
                on conflict (number) do update set provider_key = excluded.provider_key, wrapped = excluded.wrapped"""), //
        SURVIVOR("update vault_record_key set batch = ?, wrapped = ? where record = ? and life = ?"), //
        UPLOAD("update capture_import set key_id = ?, key_wrapped = ?, key_settled = ? where import = ?"), //
        UPLOAD_BEFORE("update capture_import set key_id = ?, key_wrapped = ? where import = ?"), //
        ENDED("""
                update capture_import set state = 'stopped', finished_at = now(), reason = 'The key of its file was destroyed after this \
                backup, with the key of records that were destroyed; what was read before stays. Bring the rest as a file anew.'
                where import = ? and state not in ('done', 'stopped')"""), //
        LINE("""
                update capture_reject set sealed = ?, retaken = case when ? then coalesce(retaken, import) else retaken end
                where import = ? and line = ? and sealed <> ?""");

        private final String sql;

        Statement(String sql) {
            this.sql = sql;
        }
    }

    private final Connection connection;
    private final PreparedStatement[] destroy = new PreparedStatement[DESTROY.length];
    private final Map<Statement, PreparedStatement> statements = new EnumMap<>(Statement.class);
    private final Set<UUID> destroyed = new HashSet<>();
    private final Set<Line> lines = new HashSet<>();
    private final boolean settles;

    public JournalRows(Connection connection) throws SQLException {
        this.connection = connection;
        this.settles = has(connection, "capture_import", "key_settled");
        for (int i = 0; i < DESTROY.length; i++) {
            destroy[i] = connection.prepareStatement(DESTROY[i]);
        }
        for (var statement : Statement.values()) {
            statements.put(statement, connection.prepareStatement(statement.sql));
        }
    }

    /**
     * Whether the schema has a column. An older backup is loaded into the schema that it was made in, and that is brought up to date only
     * once the journals of today are applied to it.
     */
    public static boolean has(Connection connection, String table, String column) throws SQLException {
        try (var columns = connection.prepareStatement(
                """
                        select 1 from information_schema.columns where table_schema = 'public' and table_name = ? and column_name = ?""")) {
            columns.setString(1, table);
            columns.setString(2, column);
            try (var row = columns.executeQuery()) {
                return row.next();
            }
        }
    }

    /** A refused line of an import. */
    public record Line(UUID job, long line) {}

    /** The refused lines that are sealed otherwise than in the backup, or are gone. */
    public Set<Line> lines() {
        return Set.copyOf(lines);
    }

    /** The records that were destroyed anew. */
    public Set<UUID> destroyed() {
        return Set.copyOf(destroyed);
    }

    /** Applies one entry; the same again changes nothing. */
    public void apply(JournalEntry entry) {
        try {
            switch (entry) {
                case JournalEntry.Destroyed gone -> destroy(gone);
                case JournalEntry.Batch b ->
                    run(Statement.BATCH, b.number(), b.bucket(), Timestamp.from(b.hour()), b.under().value(), b.wrapped());
                case JournalEntry.Survivor(RecordKeyRow row) ->
                    run(Statement.SURVIVOR, row.batch(), row.wrapped(), row.subject(), row.life());
                case JournalEntry.Upload upload -> upload(upload);
                case JournalEntry.Line(UUID job, long line, byte[] sealed) -> {
                    if (run(Statement.LINE, sealed, sealed.length == 0, job, line, sealed) > 0) {
                        lines.add(new Line(job, line));
                    }
                }
                case JournalEntry.Retired _ -> { // says what becomes of a key; no row hangs on it any more
                }
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private void destroy(JournalEntry.Destroyed gone) throws SQLException {
        for (int i = 0; i < destroy.length; i++) {
            destroy[i].setObject(1, gone.record());
            destroy[i].setInt(2, gone.life());
            int rows = destroy[i].executeUpdate();
            if (i == 0 && rows > 0) {
                destroyed.add(gone.record());
            }
        }
    }

    private void upload(JournalEntry.Upload upload) throws SQLException {
        if (settles) {
            run(Statement.UPLOAD, upload.under().value(), upload.wrapped(), upload.settled(), upload.job());
        } else { // not settled then: the next destruction settles it
            run(Statement.UPLOAD_BEFORE, upload.under().value(), upload.wrapped(), upload.job());
        }
        if (upload.settled()) {
            run(Statement.ENDED, upload.job());
        }
    }

    private int run(Statement which, Object... values) throws SQLException {
        var statement = Objects.requireNonNull(statements.get(which));
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        for (var statement : statements.values()) {
            statement.close();
        }
        for (var statement : destroy) {
            statement.close();
        }
        connection.clearWarnings();
    }
}
