package org.cityarchive.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

import javax.sql.DataSource;

/**
 * Questions that are put to the database together, one way there and back for all. They are answered in their order, each as of its own
 * moment: what one of them tells was still so, or had changed since, when the next one was answered, as if they had been asked one by one.
 */
public final class RoundTrip {
    private RoundTrip() {}

    /** One statement that reads, and what becomes of its rows. */
    public interface Question {
        String sql();

        /**
         * Sets its parameters.
         *
         * @param first the number of its first one
         * @return the number after its last one
         */
        int bind(Connection connection, PreparedStatement statement, int first) throws SQLException;

        /** Takes one row of the answer. */
        void take(ResultSet row) throws SQLException;
    }

    /** Asks, and gives each question its rows. */
    public static void ask(DataSource source, Question... questions) {
        var sql = Arrays.stream(questions).map(Question::sql).collect(Collectors.joining(";\n"));
        try (var connection = source.getConnection(); var statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (var question : questions) {
                next = question.bind(connection, statement, next);
            }
            boolean hasRows = statement.execute();
            for (var question : questions) {
                if (!hasRows) {
                    throw new IllegalArgumentException("a question is one statement that reads");
                }
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        question.take(rows);
                    }
                }
                hasRows = statement.getMoreResults();
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }
}
