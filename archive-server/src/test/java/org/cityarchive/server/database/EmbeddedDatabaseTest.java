package org.cityarchive.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.awaitility.Awaitility;
import java.time.Duration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archive's own PostgreSQL: safe to kill, closed to strangers, never mistaken for another. */
class EmbeddedDatabaseTest {
    private Path home;

    @BeforeEach
    void makeHome() throws Exception {
        home = Files.createTempDirectory("archive-embedded-");
    }

    @AfterEach
    void removeHome() {
        TestDatabase.delete(home);
    }

    /** A run of the archive that writes and then waits to be killed. */
    static final class Run {
        private Run() {}

        static void main(String[] arguments) throws Exception {
            var server = EmbeddedDatabase.start(Path.of(arguments[0]));
            try (var database = server.open();
                    Connection c = database.connections().getConnection();
                    Statement s = c.createStatement()) {
                s.execute("insert into event_tag values ('\\x00', 1)");
            }
            System.out.println("written");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    @Test
    void whatWasWrittenIsKeptOverAKillAndTheOrphanIsStopped() throws Exception {
        long orphan = killedRun();
        assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isPresent();
        try (var again = EmbeddedDatabase.start(home);
                var database = again.open();
                Connection c = database.connections().getConnection();
                Statement s = c.createStatement();
                var row = s.executeQuery("select count(*) from event_tag")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(1);
            assertThat(ProcessHandle.of(orphan).filter(ProcessHandle::isAlive)).isEmpty();
            assertThatThrownBy(() -> again.access("postgres", "postgres", "").connect()).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> EmbeddedDatabase.start(home)).isInstanceOf(DatabaseTrouble.class)
                    .hasMessageContaining("already");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("pg.passwords"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aPostmasterThatIsKilledIsStartedAgain() throws Exception {
        try (var server = EmbeddedDatabase.start(home); var database = server.open()) {
            try (Connection c = database.connections().getConnection(); Statement s = c.createStatement()) {
                s.execute("insert into event_tag values ('\\x00', 1)");
            }
            assertThat(OrphanedServer.running(home.resolve("pg")).orElseThrow().destroyForcibly()).isTrue();
            Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> {
                try (Connection c = database.connections().getConnection();
                        Statement s = c.createStatement();
                        var row = s.executeQuery("select count(*) from event_tag")) {
                    return row.next() && row.getLong(1) == 1;
                }
            });
        }
    }

    /** @return the process of its PostgreSQL, which lives on */
    private long killedRun() throws Exception {
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process run = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classes,
                Run.class.getName(), home.toString()).redirectErrorStream(true).start();
        try (var out = run.inputReader()) {
            assertThat(out.lines().anyMatch("written"::equals)).isTrue();
            return Long.parseLong(Files.readAllLines(home.resolve("pg/postmaster.pid")).getFirst().trim());
        } finally {
            run.destroyForcibly().waitFor();
        }
    }
}
