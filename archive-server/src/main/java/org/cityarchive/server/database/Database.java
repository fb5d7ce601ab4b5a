package org.cityarchive.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The archive's database: its schema brought up to date by archive_owner, its connections those of archive_app, which can add facts but
 * never change them.
 */
public final class Database implements AutoCloseable {
    public static final String OWNER = "archive_owner";
    public static final String APP = "archive_app";
    static final int CONNECTIONS = 24;
    private static final long FIRST_MILLIS = 30_000;
    private static final long CHECK_MILLIS = 1_000;

    private final AnsweringSource pool;

    private Database(AnsweringSource pool) {
        this.pool = pool;
    }

    /** Migrates as the owner, then opens connections for the program. */
    public static Database open(Access owner, Access app) {
        migrate(owner, "latest");
        return new Database(new AnsweringSource(pool(app), app));
    }

    /**
     * An external database. Its user either is a member of both roles already, or may create them.
     *
     * @param url JDBC address with user and password
     */
    public static Database external(String url) {
        var login = new Access(url, null, null, null);
        try (Connection connection = login.connect()) {
            ensureRoles(connection, "nologin");
        } catch (SQLException e) {
            throw new DatabaseTrouble("ARCHIVE_DATABASE_URL names a database that cannot be prepared: " + e.getMessage(), e);
        }
        return open(login.as(OWNER), login.as(APP));
    }

    /** Fills an empty database, as its owner and in one transaction. */
    public interface Loading {
        void into(Connection connection) throws SQLException;
    }

    /**
     * Makes the schema as it was at a version, loads rows into it, and brings it up to date.
     *
     * @throws DatabaseTrouble it cannot be made or loaded; nothing of the rows is in it then
     */
    static void load(Access owner, String version, Loading loading) {
        try {
            migrate(owner, version);
        } catch (FlywayException e) {
            throw new DatabaseTrouble("The schema of version " + version + " cannot be made in this database; give an empty one: "
                    + e.getMessage(), e);
        }
        try (Connection connection = owner.connect()) {
            connection.setAutoCommit(false);
            loading.into(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new DatabaseTrouble("The rows cannot be loaded: " + e.getMessage(), e);
        }
        migrate(owner, "latest");
    }

    /** Loads an external database that is empty. */
    public static void loadExternal(String url, String version, Loading loading) {
        var login = new Access(url, null, null, null);
        try (Connection connection = login.connect()) {
            ensureRoles(connection, "nologin");
        } catch (SQLException e) {
            throw new DatabaseTrouble("ARCHIVE_DATABASE_URL names a database that cannot be prepared: " + e.getMessage(), e);
        }
        load(login.as(OWNER), version, loading);
    }

    /** Connections as archive_app. */
    public DataSource connections() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }

    /** Creates the two roles where they lack, as members for the present user, and lets the owner create in this database. */
    static void ensureRoles(Connection connection, String login) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String role : new String[]{OWNER, APP}) {
                statement.execute("""
                        do $$ begin
                            if not exists (select from pg_roles where rolname = '%1$s') then
                                create role %1$s %2$s nosuperuser nocreatedb nocreaterole;
                            end if;
                            if not pg_has_role(current_user, '%1$s', 'member') then
                                grant %1$s to current_user;
                            end if;
                        end $$""".formatted(role, login));
            }
            statement.execute("""
                    do $$ begin
                        if not has_schema_privilege('archive_owner', 'public', 'create') then
                            grant create, usage on schema public to archive_owner with grant option;
                        end if;
                    end $$""");
        }
    }

    /** Features number their migrations apart: one that comes with a new release may have a lower number than one that has run. */
    private static void migrate(Access owner, String version) {
        var configuration = Flyway.configure(Database.class.getClassLoader())
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration").validateMigrationNaming(true).failOnMissingLocations(true).outOfOrder(true)
                .target(version);
        if (owner.role() != null) {
            configuration.initSql("set role " + owner.role());
        }
        configuration.load().migrate();
    }

    private static HikariDataSource pool(Access app) {
        var config = new HikariConfig();
        config.setPoolName("archive");
        config.setJdbcUrl(app.url());
        config.setUsername(app.user());
        config.setPassword(app.password());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(AnsweringSource.SLICE_MILLIS);
        config.setValidationTimeout(CHECK_MILLIS);
        config.setInitializationFailTimeout(FIRST_MILLIS);
        config.addDataSourceProperty("loginTimeout", "5");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes values of rows, and exceptions are logged
        config.addDataSourceProperty("ApplicationName", "city-archive");
        config.setConnectionInitSql("set timezone = 'UTC'" + (app.role() == null ? "" : "; set role " + app.role()));
        return new HikariDataSource(config);
    }
}
