package org.cityarchive.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

/**
 * How to log in to a database, and which role to act in.
 *
 * @param role taken on after the log-in; null: the user's own
 */
public record Access(String url, @Nullable String user, @Nullable String password, @Nullable String role) {

    Access as(String otherRole) {
        return new Access(url, user, password, otherRole);
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        Connection connection = DriverManager.getConnection(url, properties);
        if (role != null) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("set role " + role);
            }
        }
        return connection;
    }

    /** Holds no password. */
    @Override
    public String toString() {
        return "Access[" + user + " as " + role + "]";
    }
}
