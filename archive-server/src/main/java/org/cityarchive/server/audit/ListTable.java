package org.cityarchive.server.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.server.audit.Difference.Code;

/** One table of a read model beside its shadow. */
final class ListTable {
    private static final int FETCHED = 1_000;

    private final Connection connection;
    private final String table;

    ListTable(Connection connection, String table) {
        this.connection = connection;
        this.table = table;
    }

    /** Makes an empty temporary table of the same form and name; it stands before the real one until the transaction ends. */
    static void shadow(Connection connection, String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("create temporary table " + table + " (like public." + table
                    + " including defaults including constraints including indexes) on commit drop");
        }
    }

    /** Names each row that differs, lacks or is too many; how many rows the real table has. */
    long compare(Underway audit) throws SQLException {
        var key = String.join(" || ' ' || ", keys().stream().map(column -> "t." + column + "::text").toList());
        var compare = """
                with kept as materialized (select t::text as row, KEY as key from public.TABLE t),
                made as materialized (select t::text as row, KEY as key from pg_temp.TABLE t),
                surplus as (select * from kept except all select * from made),
                lacking as (select * from made except all select * from kept)
                select coalesce(s.key, l.key), s.key is not null, l.key is not null
                from surplus s full join lacking l on s.key = l.key order by 1""".replace("KEY", key).replace("TABLE", table);
        try (var select = connection.prepareStatement(compare)) {
            select.setFetchSize(FETCHED);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    name(audit, row.getString(1), row.getBoolean(2), row.getBoolean(3));
                }
            }
        }
        return rows();
    }

    private void name(Underway audit, String key, boolean surplus, boolean lacking) {
        audit.differs(surplus && lacking
                ? Difference.atRow(Code.A41, table, key, "the row is not the one that a replay writes")
                : surplus
                        ? Difference.atRow(Code.A43, table, key, "a replay writes no such row")
                        : Difference.atRow(Code.A42, table, key, "a replay writes this row, and it is not there"));
    }

    private long rows() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from public." + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<String> keys() throws SQLException {
        try (var select = connection.prepareStatement("""
                select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
                where i.indrelid = ('public.' || ?)::regclass and i.indisprimary order by a.attnum""")) {
            select.setString(1, table);
            var keys = new ArrayList<String>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    keys.add(row.getString(1));
                }
            }
            return keys;
        }
    }
}
