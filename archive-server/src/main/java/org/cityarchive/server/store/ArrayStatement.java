package org.cityarchive.server.store;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A statement that takes its rows as one array a column. Several of them go to the database together, in one round trip: for a few rows in
 * each of a few tables that is cheaper than COPY, which needs two a table; for many rows COPY is.
 */
public final class ArrayStatement {
    private final String sql;
    private final String[] types;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    private ArrayStatement(String sql, String[] types) {
        this.sql = sql;
        this.types = types;
    }

    /**
     * A statement that adds rows to a table.
     *
     * @param into table and columns, for example {@code event_tag (tag, position)}
     * @param types of the columns
     */
    public static ArrayStatement into(String into, String... types) {
        return of("insert into " + into + " select * from ", "", types);
    }

    /** A statement around its rows, which stand in it as {@code unnest(…)} with an array a column. */
    public static ArrayStatement of(String before, String behind, String... types) {
        return new ArrayStatement(before + Arrays.stream(types).map(type -> "?::" + type + "[]")
                .collect(Collectors.joining(", ", "unnest(", ")")) + behind, types);
    }

    /** @param values one a column: UUID, Short, Integer, Long, String, bytes; times are spelled */
    public ArrayStatement row(@Nullable Object... values) {
        rows.add(values);
        return this;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Runs it by itself. */
    public void run(Connection connection) throws SQLException {
        together(connection, List.of(this), null);
    }

    /** A statement of another form that ends a round trip. */
    interface Last {
        String sql();

        /** @param first number of its first parameter */
        void bind(PreparedStatement statement, int first) throws SQLException;
    }

    /** Runs them in their order, in one round trip. */
    static void together(Connection connection, List<ArrayStatement> statements, @Nullable Last last) throws SQLException {
        if (statements.isEmpty() && last == null) {
            return;
        }
        var sql = statements.stream().map(s -> s.sql).collect(Collectors.joining("; "));
        if (last != null) {
            sql += (statements.isEmpty() ? "" : "; ") + last.sql();
        }
        try (PreparedStatement all = connection.prepareStatement(sql)) {
            int next = 1;
            for (var statement : statements) {
                next = statement.bind(connection, all, next);
            }
            if (last != null) {
                last.bind(all, next);
            }
            all.execute();
        }
    }

    private int bind(Connection connection, PreparedStatement statement, int first) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            statement.setArray(first + i, array(connection, i));
        }
        return first + types.length;
    }

    private Array array(Connection connection, int column) throws SQLException {
        String type = types[column];
        Object[] values = switch (type) {
            case "bytea" -> new byte[rows.size()][]; // the driver sends these as they are, and spells others out
            case "text", "timestamptz" -> new String[rows.size()];
            case "int8" -> new Long[rows.size()];
            case "int4" -> new Integer[rows.size()];
            case "int2" -> new Short[rows.size()];
            default -> new Object[rows.size()];
        };
        for (int i = 0; i < values.length; i++) {
            values[i] = rows.get(i)[column];
        }
        return connection.createArrayOf(type.equals("timestamptz") ? "text" : type, values);
    }
}
