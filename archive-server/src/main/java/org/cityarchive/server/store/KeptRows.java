package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

/** Sorts the rows of plans to the writers of their kinds. */
final class KeptRows {
    private final Map<Class<?>, KeptWriter<?>> writers = new LinkedHashMap<>();

    KeptRows(List<KeptWriter<?>> writers) {
        for (KeptWriter<?> writer : writers) {
            if (this.writers.putIfAbsent(writer.writes(), writer) != null) {
                throw new IllegalArgumentException("two writers for " + writer.writes().getName());
            }
        }
    }

    /** @throws IllegalArgumentException rows of a kind that no writer takes */
    void check(List<Kept> rows) {
        rows.forEach(row -> writer(row.getClass()));
    }

    boolean anyCondition(List<Kept> rows) {
        return rows.stream().anyMatch(row -> hasCondition(writer(row.getClass()), row));
    }

    boolean stand(Connection connection, List<Kept> rows) throws SQLException {
        for (var kind : byKind(rows).entrySet()) {
            if (!stands(connection, writer(kind.getKey()), kind.getValue())) {
                return false;
            }
        }
        return true;
    }

    void write(Connection connection, List<Kept> rows) throws SQLException {
        var kinds = byKind(rows);
        for (var writer : writers.values()) {
            List<Kept> of = kinds.get(writer.writes());
            if (of != null) {
                write(connection, writer, of);
            }
        }
    }

    /**
     * As {@link #write}, but leaves what it can to a statement that goes to the database with what comes next.
     *
     * @return what is left to be run, in its order
     */
    List<ArrayStatement> begin(Connection connection, List<Kept> rows) throws SQLException {
        var kinds = byKind(rows);
        var left = new ArrayList<ArrayStatement>();
        for (var writer : writers.values()) {
            List<Kept> of = kinds.get(writer.writes());
            var statement = of == null ? null : statement(writer, of);
            if (statement != null) {
                left.add(statement);
            } else if (of != null) {
                ArrayStatement.together(connection, left, null);
                left.clear();
                write(connection, writer, of);
            }
        }
        return left;
    }

    @SuppressWarnings("unchecked")
    private static <K extends Kept> @Nullable ArrayStatement statement(KeptWriter<K> writer, List<Kept> rows) {
        return writer.statement((List<K>) rows);
    }

    private static Map<Class<?>, List<Kept>> byKind(List<Kept> rows) {
        var kinds = new LinkedHashMap<Class<?>, List<Kept>>();
        rows.forEach(row -> kinds.computeIfAbsent(row.getClass(), _ -> new ArrayList<>()).add(row));
        return kinds;
    }

    private KeptWriter<?> writer(Class<?> kind) {
        KeptWriter<?> writer = writers.get(kind);
        if (writer == null) {
            throw new IllegalArgumentException("no writer for rows of " + kind.getName());
        }
        return writer;
    }

    private static <K extends Kept> boolean hasCondition(KeptWriter<K> writer, Kept row) {
        return writer.hasCondition(writer.writes().cast(row));
    }

    @SuppressWarnings("unchecked")
    private static <K extends Kept> boolean stands(Connection c, KeptWriter<K> writer, List<Kept> rows) throws SQLException {
        return writer.stands(c, (List<K>) rows);
    }

    @SuppressWarnings("unchecked")
    private static <K extends Kept> void write(Connection c, KeptWriter<K> writer, List<Kept> rows) throws SQLException {
        writer.write(c, (List<K>) rows);
    }
}
