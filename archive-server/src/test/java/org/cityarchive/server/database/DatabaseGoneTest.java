package org.cityarchive.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import org.cityarchive.server.faults.Wire;
import org.junit.jupiter.api.Test;

/** Whoever asks a database that does not answer is told soon, and nobody has to do anything when it is back. */
class DatabaseGoneTest {
    /** Two seconds are promised; a machine that runs other tests beside this one gets more, and no time-out of a connection is as short. */
    private static final Duration SOON = Duration.ofSeconds(8);

    @Test
    void aDatabaseThatIsGoneIsKnownSoonAndThenAtOnce() throws Exception {
        try (var test = TestDatabase.fresh();
                var wire = new Wire(TestDatabase.port());
                var database = test.through(wire.port())) {
            assertThat(asked(database)).isTrue();
            wire.unplug();
            assertThat(told(database)).isLessThan(SOON);
            await().atMost(Duration.ofMinutes(2)).until(() -> told(database).compareTo(Duration.ofMillis(100)) < 0);
            wire.plug();
            await().atMost(Duration.ofMinutes(2)).until(() -> asked(database));
        }
    }

    /** Paused, or its network gone: connections stand, and nothing comes back. */
    @Test
    void aDatabaseThatIsSilentIsKnownSoonToo() throws Exception {
        try (var test = TestDatabase.fresh();
                var wire = new Wire(TestDatabase.port());
                var database = test.through(wire.port())) {
            assertThat(asked(database)).isTrue();
            wire.silence(true);
            // who is in the middle of a statement waits a little longer
            await().pollInterval(Duration.ofMillis(50)).atMost(Duration.ofMinutes(2))
                    .until(() -> told(database).compareTo(Duration.ofMillis(100)) < 0);
            wire.silence(false);
            await().atMost(Duration.ofMinutes(2)).until(() -> asked(database));
        }
    }

    /** More callers than connections: that is no failure, only a wait. */
    @Test
    void aBusyPoolIsWaitedFor() throws Exception {
        try (var test = TestDatabase.fresh();
                var wire = new Wire(TestDatabase.port());
                var database = test.through(wire.port())) {
            var all = new ArrayList<Connection>();
            for (int i = 0; i < Database.CONNECTIONS; i++) {
                all.add(database.connections().getConnection());
            }
            var waiting = Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(AnsweringSource.SLICE_MILLIS * 3 / 2);
                    all.getLast().close();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(asked(database)).isTrue();
            waiting.join();
            for (var one : all) {
                one.close();
            }
        }
    }

    private static boolean asked(Database database) {
        try (var connection = database.connections().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select 1")) {
            return row.next();
        } catch (SQLException e) {
            return false;
        }
    }

    /** How long it took to be told; a pool's connection may still be handed out that nobody knows to be dead, once each. */
    private static Duration told(Database database) {
        long began = System.nanoTime();
        assertThatThrownBy(() -> {
            try (var connection = database.connections().getConnection(); var statement = connection.createStatement()) {
                statement.execute("select 1");
            }
        }).isInstanceOfAny(SQLTransientConnectionException.class, SQLException.class);
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
