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
 * @param seconds how long an answer is waited for; 0: as long as it takes
 */
public record Access(String url, @Nullable String user, @Nullable String password, @Nullable String role, int seconds) {

    public Access(String url, @Nullable String user, @Nullable String password, @Nullable String role) {
        this(url, user, password, role, 0);
    }

    Access as(String otherRole) {
        return new Access(url, user, password, otherRole, seconds);
    }

    /** The same over another port of its machine. */
    Access by(int port) {
        return new Access(url.replaceFirst(":[0-9]+/", ":" + port + "/"), user, password, role, seconds);
    }

    /** The same, but no step of the connection waits longer than this for an answer. */
    Access within(int mostSeconds) {
        return new Access(url, user, password, role, mostSeconds);
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        if (seconds > 0) {
            properties.setProperty("connectTimeout", Integer.toString(seconds));
            properties.setProperty("socketTimeout", Integer.toString(seconds));
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
