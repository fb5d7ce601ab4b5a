package org.cityarchive.server.database;

import java.util.Comparator;
import java.net.URI;
import java.io.UncheckedIOException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A fresh, migrated database for a test class, on a PostgreSQL that all test classes of this JVM share: in a container where a Docker engine
 * answers, else embedded. {@code ARCHIVE_TEST_POSTGRES=embedded} asks for the latter, another value names the image.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final String TEMPLATE = "archive_template";

    private final String name;
    private final Database database;

    /** The shared server: started by whoever asks first. */
    private static final class Server {
        static final Logins LOGINS = start();

        private static Logins start() {
            try {
                Logins logins = docker() ? container() : embedded();
                try (Connection c = logins.superuser("postgres").connect(); Statement s = c.createStatement()) {
                    Database.ensureRoles(c, "login");
                    s.execute("alter role archive_owner login password 'owner'");
                    s.execute("alter role archive_app login password 'app'");
                    s.execute("create database " + TEMPLATE
                            + " owner archive_owner template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
                }
                Database.open(logins.owner(TEMPLATE), logins.app(TEMPLATE)).close();
                return logins;
            } catch (IOException | SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean docker() {
            String wanted = System.getenv().getOrDefault("ARCHIVE_TEST_POSTGRES", "");
            boolean thinkable = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
            return !wanted.equals("embedded") && thinkable && DockerClientFactory.instance().isDockerAvailable();
        }

        @SuppressWarnings("resource") // lives as long as the JVM
        private static Logins container() {
            String image = System.getenv().getOrDefault("ARCHIVE_TEST_POSTGRES", "postgres:18");
            var postgres = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"));
            postgres.start();
            System.out.println("Tests run on PostgreSQL in a container, image " + image);
            Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
            return new Logins("jdbc:postgresql://" + postgres.getHost() + ":" + postgres.getFirstMappedPort() + "/",
                    postgres.getUsername(),
                    postgres.getPassword());
        }

        private static Logins embedded() throws IOException {
            Path home = Files.createTempDirectory("archive-test-");
            var server = EmbeddedDatabase.start(home);
            System.out.println("Tests run on embedded PostgreSQL: no Docker engine answers");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                delete(home);
            }));
            return new Logins("jdbc:postgresql://127.0.0.1:" + server.port() + "/", "postgres",
                    server.passwords().of("postgres"));
        }
    }

    private record Logins(String url, String user, String password) {
        Access superuser(String database) {
            return new Access(url + database, user, password, null);
        }

        Access owner(String database) {
            return new Access(url + database, "archive_owner", "owner", null);
        }

        Access app(String database) {
            return new Access(url + database, "archive_app", "app", null);
        }
    }

    private TestDatabase(String name) {
        this.name = name;
        this.database = Database.open(Server.LOGINS.owner(name), Server.LOGINS.app(name));
    }

    public static TestDatabase fresh() {
        String name = "archive_test_" + NUMBER.incrementAndGet();
        try (Connection c = Server.LOGINS.superuser("postgres").connect(); Statement s = c.createStatement()) {
            s.execute("create database " + name + " owner archive_owner template " + TEMPLATE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(name);
    }

    /** Opens it once more, as a new release does at its start. */
    Database again() {
        return Database.open(Server.LOGINS.owner(name), Server.LOGINS.app(name));
    }

    /** The address of a database without any table, with a login that may do anything. */
    public static String emptyUrl() {
        String name = "archive_empty_" + NUMBER.incrementAndGet();
        try (Connection c = Server.LOGINS.superuser("postgres").connect(); Statement s = c.createStatement()) {
            s.execute("create database " + name + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(name);
    }

    /** Its address, with a login that may do anything. */
    public String url() {
        return url(name);
    }

    private static String url(String name) {
        return Server.LOGINS.url() + name + "?user=" + Server.LOGINS.user() + "&password=" + Server.LOGINS.password();
    }

    /** Connections as archive_app, as the program has them. */
    public DataSource connections() {
        return database.connections();
    }

    public Database database() {
        return database;
    }

    /** The same database over another port, as the program opens it. */
    public Database through(int port) {
        return Database.open(Server.LOGINS.owner(name).by(port), Server.LOGINS.app(name).by(port));
    }

    /** The port on which the server itself answers. */
    public static int port() {
        return URI.create(Server.LOGINS.url().substring("jdbc:".length())).getPort();
    }

    /** Its address with the name and password of somebody who may do anything, over a port. */
    public String url(int port) {
        var all = Server.LOGINS.superuser(name).by(port);
        return all.url() + "?user=" + all.user() + "&password=" + all.password();
    }

    /** A connection as archive_owner. */
    public Connection owner() throws SQLException {
        return Server.LOGINS.owner(name).connect();
    }

    /** A connection that may do anything, also to the server's other processes. */
    public Connection superuser() throws SQLException {
        return Server.LOGINS.superuser(name).connect();
    }

    /** One number. */
    public long number(String sql) {
        try (Connection c = superuser(); Statement s = c.createStatement(); var row = s.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        try (Connection c = Server.LOGINS.superuser("postgres").connect(); Statement s = c.createStatement()) {
            s.execute("drop database " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes a folder of a test. */
    public static void delete(Path folder) {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
