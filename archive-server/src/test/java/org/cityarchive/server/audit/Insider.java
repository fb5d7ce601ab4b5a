package org.cityarchive.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

import javax.sql.DataSource;

/** Somebody with the database's highest rights, past all grants and triggers. */
public final class Insider implements AutoCloseable {
    private final Connection connection;

    public Insider(DataSource connections, Path home) {
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("pg.passwords")); var app = connections.getConnection()) {
            passwords.load(in);
            connection = DriverManager.getConnection(app.getMetaData().getURL(), "postgres", passwords.getProperty("postgres"));
            run("set session_replication_role = replica"); // no trigger fires
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs statements; how many rows the last one touched. */
    public int run(String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The first column of the first row, as text. */
    String ask(String sql) {
        try (Statement statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            if (!row.next()) {
                throw new AssertionError("no row: " + sql);
            }
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
