package org.cityarchive.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongConsumer;

import javax.sql.DataSource;

import org.cityarchive.server.store.SqlTrouble;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One moment of the database, read while it goes on. Which rows are new since an earlier one is told by the transactions that wrote them:
 * a row is never written without one, and is never seen by a snapshot that its transaction came after.
 */
final class DatabaseSnapshot implements AutoCloseable {
    /** Whoever is signed in then is not signed in again; counts of the access log are made anew with its rows; the rest is Flyway's own. */
    private static final Set<String> LEFT_OUT = Set.of("flyway_schema_history", "people_session", "people_sign_in",
            "access_log_day");
    private static final String TABLES = """
            select c.relname, array_agg(a.attname::text order by a.attnum)
            from pg_class c join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p'
                and a.attnum > 0 and not a.attisdropped
                and a.attgenerated = ''
            group by c.relname order by c.relname""";
    private static final String SERVER = """
            select s.system_identifier || '/' || c.timeline_id || '/' || d.oid
            from pg_control_system() s, pg_control_checkpoint() c, pg_database d where d.datname = current_database()""";
    private static final String EPOCH = "select pg_snapshot_xmax(pg_current_snapshot())::text::numeric < 4294967296";
    private static final String OLD = "pg_visible_in_snapshot(xmin::text::xid8, '%s'::pg_snapshot)";

    private final Connection connection;

    private DatabaseSnapshot(Connection connection) {
        this.connection = connection;
    }

    /** Takes the moment: everything that is read is as it was then. */
    static DatabaseSnapshot take(DataSource database) {
        try {
            var connection = database.getConnection();
            var snapshot = new DatabaseSnapshot(connection);
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.text("select 1"); // the first query takes it
            return snapshot;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** A table and its columns. */
    record Form(String name, List<String> columns) {}

    List<Form> tables() {
        return rows(TABLES, row -> new Form(row.getString(1), List.of((String[]) row.getArray(2).getArray()))).stream()
                .filter(table -> !LEFT_OUT.contains(table.name())).toList();
    }

    /** Its name among snapshots of this server; empty: transactions have been counted round, and rows of before cannot be told. */
    Optional<String> name() {
        return "t".equals(text(EPOCH)) ? Optional.of(text("select pg_current_snapshot()::text")) : Optional.empty();
    }

    String server() {
        return text(SERVER);
    }

    String schema() {
        return text("""
                select version from flyway_schema_history where success and version is not null
                order by string_to_array(version, '.')::bigint[] desc limit 1""");
    }

    long position() {
        return Long.parseLong(text("select position from event_head"));
    }

    String fact(long position) {
        return rows("select id from event where position = " + position, row -> row.getString(1)).stream().findFirst().orElse("");
    }

    long logSize() {
        return Long.parseLong(text("select size from evidence_log"));
    }

    Optional<String> checkpoint() {
        return rows("select note from evidence_checkpoint where note is not null order by size desc limit 1",
                row -> row.getString(1)).stream().findFirst();
    }

    /** Where each sequence stands; those never used are not named. */
    Map<String, Long> sequences() {
        var found = new TreeMap<String, Long>();
        rows("select sequencename, last_value from pg_sequences where schemaname = 'public' and last_value is not null",
                row -> found.put(row.getString(1), row.getLong(2)));
        return found;
    }

    /** Imports that there are, and whether each still reads its upload. */
    Map<UUID, Boolean> imports() {
        var found = new TreeMap<UUID, Boolean>();
        rows("select import, state in ('queued', 'running', 'paused') from capture_import",
                row -> found.put(row.getObject(1, UUID.class), row.getBoolean(2)));
        return found;
    }

    /**
     * How many rows a table has.
     *
     * @param old how many of them an earlier snapshot saw
     */
    record Counted(long rows, long old) {}

    /** @param since null: none is old */
    Counted count(String table, @Nullable String since) {
        var old = since == null ? "0" : "count(*) filter (where " + OLD.formatted(since) + ")";
        return rows("select count(*), " + old + " from " + quoted(table), row -> new Counted(row.getLong(1), row.getLong(2)))
                .getFirst();
    }

    /**
     * Writes a table's rows in PostgreSQL's binary form.
     *
     * @param since only those that this snapshot did not see; null: all
     * @param progress told of each row
     * @return how many
     */
    long copy(Form table, @Nullable String since, OutputStream to, LongConsumer progress) throws IOException {
        var columns = String.join(", ", table.columns().stream().map(DatabaseSnapshot::quoted).toList());
        var which = since == null ? "" : " where not " + OLD.formatted(since);
        try {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (select " + columns + " from "
                    + quoted(table.name()) + which + ") to stdout (format binary)");
            try {
                long messages = 0;
                for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                    to.write(row);
                    progress.accept(++messages);
                }
                return copy.getHandledRowCount();
            } finally {
                if (copy.isActive()) {
                    copy.cancelCopy();
                }
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** A name as SQL takes it; names come from the database's own catalogue or from a sealed manifest. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> rows(String query, Reading<T> reading) {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(query)) {
            var found = new ArrayList<T>();
            while (row.next()) {
                found.add(reading.of(row));
            }
            return found;
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    private String text(String query) {
        return rows(query, row -> row.getString(1)).getFirst();
    }

    @Override
    public void close() {
        try (connection) {
            connection.rollback();
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
