package org.cityarchive.server.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;

/** Which imports are there, and how far are they? */
final class ImportRows {
    private static final String COLUMNS = "import, number, format, file_name, account, add_accounts, actor, role, state, reason, key_id, "
            + "key_wrapped, size, file_time, created_at, started_at, finished_at, place_read, place_offset, bytes_done, bytes_total, "
            + "new_records, new_versions, other_facts, unchanged, refused, remarks";
    /** Of an import whose upload may still be wanted. */
    static final String WANTED = """
            (state not in ('done', 'stopped') or ((format <> 'observed' or lower(file_name) like '%.zip') and exists
             (select 1 from capture_reject r where r.import = capture_import.import and r.alias is not null and r.retaken is null)))
            """;
    private final DataSource data;
    private final ImportSteps steps = new ImportSteps();

    ImportRows(DataSource data) {
        this.data = data;
    }

    /** What is known of an upload beside the import it becomes. */
    record Upload(@Nullable String repeatKey, byte[] digest) {}

    private interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private interface Setter {
        void set(PreparedStatement statement) throws SQLException;
    }

    private <T> T query(String sql, Setter setter, Reader<T> reader) {
        try (var connection = data.getConnection(); var statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            try (var rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private int update(String sql, Setter setter) {
        try (var connection = data.getConnection(); var statement = connection.prepareStatement(sql)) {
            setter.set(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    void insert(ImportJob job, Upload upload) {
        update("""
                insert into capture_import (import, format, file_name, account, add_accounts, actor, role, state, repeat_key, digest,
                       key_id, key_wrapped, size, file_time, created_at, bytes_total) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                insert -> {
                    insert.setObject(1, job.id());
                    insert.setString(2, job.format());
                    insert.setString(3, job.fileName());
                    insert.setString(4, job.account());
                    insert.setBoolean(5, job.addAccounts());
                    insert.setString(6, job.actor());
                    insert.setString(7, job.role());
                    insert.setString(8, job.state().word());
                    insert.setString(9, upload.repeatKey());
                    insert.setBytes(10, upload.digest());
                    insert.setString(11, job.keyId());
                    insert.setBytes(12, job.keyWrapped());
                    insert.setLong(13, job.size());
                    insert.setObject(14, utc(job.fileTime()));
                    insert.setObject(15, utc(job.createdAt()));
                    insert.setLong(16, job.bytesTotal());
                });
    }

    Optional<ImportJob> find(UUID id) {
        return jobs("where import = ?", select -> select.setObject(1, id)).stream().findFirst();
    }

    /** The newest first, behind a number. */
    List<ImportJob> list(long before, int limit) {
        return jobs("where number < ? order by number desc limit ?", select -> {
            select.setLong(1, before);
            select.setInt(2, limit);
        });
    }

    List<ImportJob> unfinished() {
        return jobs("where state not in ('done', 'failed', 'stopped') order by number", _ -> {
        });
    }

    /** Every import whose upload may still be wanted. */
    List<ImportJob> notDone() {
        return jobs("where " + WANTED + " order by number", _ -> {
        });
    }

    /** Its upload is deleted, whoever may still want it: the key that opens an older copy of it ends with the next destroyed keys. */
    void uploadGone(UUID id) {
        update("update capture_import set upload_gone = true where import = ?", statement -> statement.setObject(1, id));
    }

    /** Whether its upload may still be wanted. */
    boolean isWanted(UUID id) {
        return !jobs("where import = ? and " + WANTED, select -> select.setObject(1, id)).isEmpty();
    }

    long count() {
        return query("select count(*) from capture_import", _ -> {
        }, rows -> rows.next() ? rows.getLong(1) : 0);
    }

    /**
     * The import that this upload repeats: of the same actor and key, or unfinished and of the same file read in the same way. Adapters
     * have nothing to do with what others hand over, and a key that another actor used finds nothing.
     */
    Optional<UUID> repeated(Upload upload, ImportUpload.Wish wish) {
        return query(
                """
                        select import from capture_import
                         where actor = ? and repeat_key = ?
                            or (actor = ? or (role <> 'adapter' and ? <> 'adapter' and repeat_key is distinct from ?))
                               and state not in ('done', 'failed', 'stopped') and digest = ? and format = ? and account is not distinct from ?
                               and add_accounts = ?
                         order by (actor = ? and repeat_key is not distinct from ?) desc, number limit 1
                        """,
                select -> {
                    select.setString(1, wish.actor().id());
                    select.setString(2, upload.repeatKey());
                    select.setString(3, wish.actor().id());
                    select.setString(4, wish.actor().role().word());
                    select.setString(5, upload.repeatKey());
                    select.setBytes(6, upload.digest());
                    select.setString(7, wish.format());
                    select.setString(8, wish.account());
                    select.setBoolean(9, wish.addAccounts());
                    select.setString(10, wish.actor().id());
                    select.setString(11, upload.repeatKey());
                }, rows -> rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty());
    }

    /** Whether an import is of another file, or asks for something else. */
    boolean differs(UUID id, Upload upload, ImportUpload.Wish wish) {
        return query(
                """
                        select digest <> ? or format <> ? or account is distinct from ? or add_accounts <> ? from capture_import where import = ?
                        """,
                select -> {
                    select.setBytes(1, upload.digest());
                    select.setString(2, wish.format());
                    select.setString(3, wish.account());
                    select.setBoolean(4, wish.addAccounts());
                    select.setObject(5, id);
                }, rows -> rows.next() && rows.getBoolean(1));
    }

    /** Moves an import on; false when it is no longer in one of these states. */
    boolean move(UUID id, List<ImportState> from, ImportState to, @Nullable String reason, Instant now) {
        return update("""
                update capture_import set state = ?, reason = ?,
                       started_at = case when ? = 'running' then coalesce(started_at, ?) else started_at end,
                       finished_at = case when ? in ('done', 'failed', 'stopped') then ?::timestamptz end
                 where import = ? and state = any(?)
                """, statement -> {
            statement.setString(1, to.word());
            statement.setString(2, reason);
            statement.setString(3, to.word());
            statement.setObject(4, utc(now));
            statement.setString(5, to.word());
            statement.setObject(6, utc(now));
            statement.setObject(7, id);
            statement.setArray(8,
                    statement.getConnection().createArrayOf("text", from.stream().map(ImportState::word).toArray()));
        }) == 1;
    }

    void remark(UUID id, List<String> remarks, long bytesTotal) {
        update("update capture_import set remarks = ?, bytes_total = ?, bytes_done = ? where import = ?", statement -> {
            statement.setArray(1, statement.getConnection().createArrayOf("text", remarks.toArray()));
            statement.setLong(2, bytesTotal);
            statement.setLong(3, bytesTotal);
            statement.setObject(4, id);
        });
    }

    /** Takes a step that leads to no fact; false when another took it. */
    boolean step(ImportProgress step) {
        try (var connection = data.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean stands = steps.stands(connection, List.of(step));
                if (stands) {
                    steps.write(connection, List.of(step));
                }
                connection.commit();
                return stands;
            } catch (SQLException e) {
                rollback(connection);
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException _) {
            // the connection is gone, and the transaction with it
        }
    }

    private List<ImportJob> jobs(String where, Setter setter) {
        return query("select " + COLUMNS + " from capture_import " + where, setter, rows -> {
            var jobs = new ArrayList<ImportJob>();
            while (rows.next()) {
                jobs.add(job(rows));
            }
            return jobs;
        });
    }

    private static ImportJob job(ResultSet row) throws SQLException {
        var counts = new ImportCounts(row.getLong("new_records"), row.getLong("new_versions"), row.getLong("other_facts"),
                row.getLong("unchanged"), row.getLong("refused"));
        return new ImportJob(row.getObject("import", UUID.class), row.getLong("number"), row.getString("format"),
                row.getString("file_name"),
                row.getString("account"), row.getBoolean("add_accounts"), row.getString("actor"), row.getString("role"),
                ImportState.of(row.getString("state")), row.getString("reason"), row.getString("key_id"),
                row.getBytes("key_wrapped"),
                row.getLong("size"), instant(row, "file_time"), instant(row, "created_at"), optional(row, "started_at"),
                optional(row, "finished_at"), new Position(row.getLong("place_read"), row.getLong("place_offset")),
                row.getLong("bytes_done"),
                row.getLong("bytes_total"), counts, List.of((String[]) row.getArray("remarks").getArray()));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant optional(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
