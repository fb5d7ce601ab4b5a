package org.cityarchive.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.postgresql.PGConnection;

/**
 * The same tables as the archive's, with the same columns and indexes, in a schema of their own beside them. What the archive wrote is read
 * out and put in again by COPY: the least that a program could do that keeps these very rows.
 */
final class PeerTables {
    private static final List<String> TABLES = List.of("event", "event_tag", "vault_record_key", "vault_part", "vault_alias",
            "capture_sighting");
    private static final int RECORDS_A_COMMIT = 1_000;

    private final Connection connection;

    PeerTables(Connection connection) throws SQLException {
        this.connection = connection;
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists peer");
            for (var table : TABLES) {
                statement.execute("create table if not exists peer." + table + " (like public." + table + " including all)");
            }
            statement.execute("alter table peer.vault_part set (toast_tuple_target = 8160)");
            statement.execute("create table if not exists peer.line (line text)");
            statement.execute("create table if not exists peer.keyed (id text primary key, line text)");
        }
    }

    /** The rows of one commit, by table. */
    record Rows(List<byte[]> byTable) {}

    /** What the archive wrote with the facts after a position up to another, as commits of 1,000 records. */
    List<Rows> written(long after, long upTo) throws SQLException, IOException {
        var commits = new ArrayList<Rows>();
        for (long from = after; from < upTo; from += RECORDS_A_COMMIT) {
            var facts = "position > " + from + " and position <= " + Math.min(upTo, from + RECORDS_A_COMMIT);
            var tables = new ArrayList<byte[]>();
            for (var table : TABLES) {
                tables.add(out("select * from " + table + " where " + (table.startsWith("event")
                        ? facts
                        : "record in (select (convert_from(payload, 'UTF8')::jsonb ->> 'record')::uuid from event where " + facts
                                + ")")));
            }
            commits.add(new Rows(tables));
        }
        return commits;
    }

    private byte[] out(String select) throws SQLException, IOException {
        var bytes = new ByteArrayOutputStream();
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy (" + select + ") to stdout (format binary)", bytes);
        return bytes.toByteArray();
    }

    /** Puts the rows in, one commit after the other. */
    void copy(List<Rows> commits) throws SQLException {
        connection.setAutoCommit(false);
        for (var rows : commits) {
            for (int i = 0; i < TABLES.size(); i++) {
                in("peer." + TABLES.get(i) + " from stdin (format binary)", rows.byTable.get(i));
            }
            connection.commit();
        }
        connection.setAutoCommit(true);
    }

    /** Puts raw lines in, 1,000 a commit, into a table without an index. */
    void copyLines(List<byte[]> commits) throws SQLException {
        for (var lines : commits) {
            in("peer.line from stdin", lines);
        }
    }

    /** Lines in COPY's text form, 1,000 a piece. */
    static List<byte[]> lines(List<Post> posts) {
        var commits = new ArrayList<byte[]>();
        for (int from = 0; from < posts.size(); from += RECORDS_A_COMMIT) {
            commits.add(posts.subList(from, Math.min(posts.size(), from + RECORDS_A_COMMIT)).stream()
                    .map(post -> post.line().replace("\\", "\\\\") + "\n").collect(Collectors.joining())
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return commits;
    }

    private void in(String into, byte[] bytes) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into);
        copy.writeToCopy(bytes, 0, bytes.length);
        copy.endCopy();
    }
}
