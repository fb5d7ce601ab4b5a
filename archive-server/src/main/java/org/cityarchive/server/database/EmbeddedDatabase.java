package org.cityarchive.server.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.cityarchive.server.store.LockedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL run by the archive itself, kept in {@code pg} under its home: on loopback only, with passwords, every commit flushed to disk.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Duration STARTUP = Duration.ofSeconds(30);
    private static final String NAME = "archive";
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private final Path home;
    private final EmbeddedPasswords passwords;
    private final LockedFile lock;
    private final PostmasterWatch watch;
    private volatile EmbeddedPostgres server;

    private EmbeddedDatabase(Path home, EmbeddedPostgres server, EmbeddedPasswords passwords, LockedFile lock) {
        this.home = home;
        this.server = server;
        this.passwords = passwords;
        this.lock = lock;
        this.watch = new PostmasterWatch(data(home), this::startAgain);
    }

    private static Path data(Path home) {
        return home.resolve("pg").toAbsolutePath().normalize();
    }

    /** On the port that the connections know. */
    private boolean startAgain() {
        int port = server.getPort();
        try {
            server.close(); // gives back what it holds of the folder
            server = launch(home, data(home), passwords, false, port);
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("PostgreSQL did not start again: {}", e.getMessage());
            return false;
        }
    }

    /**
     * Starts the server of a home; the first start makes it.
     *
     * @throws DatabaseTrouble it does not start, or what answers is not ours
     */
    public static EmbeddedDatabase start(Path home) {
        Path data = data(home);
        try {
            Files.createDirectories(home);
            LockedFile lock = lock(home);
            try {
                return start(home, data, lock);
            } catch (SQLException | IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new DatabaseTrouble("The archive's own PostgreSQL in " + data + " did not start: " + e.getMessage(), e);
        }
    }

    private static EmbeddedDatabase start(Path home, Path data, LockedFile lock) throws IOException, SQLException {
        var passwords = EmbeddedPasswords.in(home);
        // the first start is over when trust is taken away, not when initdb has run: a kill between the two is mended here
        boolean first = !Files.exists(data.resolve("PG_VERSION"))
                || Files.readString(data.resolve("pg_hba.conf")).contains("trust");
        OrphanedServer.stop(data);
        EmbeddedPostgres server = launch(home, data, passwords, first, freePort());
        var database = new EmbeddedDatabase(home, server, passwords, lock);
        try {
            database.secure(data, first);
            database.watch.start();
            return database;
        } catch (SQLException | IOException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** The system frees the lock with the process, however that ends; without it a second start would stop the first one's server. */
    private static LockedFile lock(Path home) throws IOException {
        return LockedFile.tried(home.resolve("pg.lock")).orElseThrow(() -> new DatabaseTrouble(
                "An archive runs on " + home + " already; stop it first, or choose another home.", null));
    }

    private static EmbeddedPostgres launch(Path home, Path data, EmbeddedPasswords passwords, boolean first, int port)
            throws IOException {
        var builder = EmbeddedPostgres.builder().setPort(port).setDataDirectory(data.toFile())
                .setOverrideWorkingDirectory(home.resolve("pgbin").toFile()).setCleanDataDirectory(false)
                // zonky always passes -F (no fsync); what is said here comes after it and holds
                .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1").setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC")
                .setServerConfig("password_encryption", "scram-sha-256").setServerConfig("max_connections", "100")
                // iterations make guessing slow; nobody guesses 24 random bytes, and each connection of a start would pay for them
                .setServerConfig("scram_iterations", "1")
                .setServerConfig("shared_buffers", "128MB").setPGStartupWait(STARTUP)
                // whoever started it closes it, after the last commit; a hook of its own would come too early
                .setRegisterShutdownHook(false);
        if (!first) {
            builder.setConnectConfig("password", passwords.of("postgres"));
        }
        return builder.start();
    }

    /** Asserts that this is our server and that it flushes; on the first start takes trust away from everybody. */
    private void secure(Path data, boolean first) throws SQLException, IOException {
        if (first) {
            try (Connection connection = access("postgres", "postgres", "").connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("alter user postgres password '" + passwords.of("postgres") + "'");
                Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
                statement.execute("select pg_reload_conf()");
            }
        }
        try (Connection connection = access("postgres", "postgres", passwords.of("postgres")).connect();
                Statement statement = connection.createStatement()) {
            Path answers = Path.of(shown(statement, "data_directory"));
            if (!Files.isSameFile(answers, data)) {
                throw new DatabaseTrouble("Another PostgreSQL answers on port " + port() + "; it was left alone.", null);
            }
            if (!shown(statement, "fsync").equals("on")) {
                throw new DatabaseTrouble(
                        "PostgreSQL runs without fsync, which could lose facts; the archive does not start on it.", null);
            }
            prepare(connection, statement);
        }
    }

    private void prepare(Connection connection, Statement statement) throws SQLException {
        Database.ensureRoles(connection, "login");
        for (String role : new String[]{"postgres", Database.OWNER, Database.APP}) {
            statement.execute("alter role " + role + " login password '" + passwords.of(role) + "'");
        }
        try (ResultSet row = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (row.next()) {
                return;
            }
        }
        statement.execute("create database " + NAME + " owner " + Database.OWNER
                + " template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'");
    }

    private static String shown(Statement statement, String setting) throws SQLException {
        try (ResultSet row = statement.executeQuery("show " + setting)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Opens the archive's database, brought up to date. */
    public Database open() {
        return Database.open(access(NAME, Database.OWNER, passwords.of(Database.OWNER)),
                access(NAME, Database.APP, passwords.of(Database.APP)));
    }

    /** Loads the archive's database, which must be empty. */
    public void load(String version, Database.Loading loading) {
        Database.load(access(NAME, Database.OWNER, passwords.of(Database.OWNER)), version, loading);
    }

    public int port() {
        return server.getPort();
    }

    Access superuser(String database) {
        return access(database, "postgres", passwords.of("postgres"));
    }

    Access access(String database, String user, String password) {
        return new Access("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, user, password, null);
    }

    EmbeddedPasswords passwords() {
        return passwords;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Stops the server; all that was committed is kept. */
    @Override
    public void close() {
        watch.close();
        try {
            server.close();
            lock.close();
        } catch (IOException e) {
            throw new DatabaseTrouble("PostgreSQL did not stop", e);
        }
    }
}
