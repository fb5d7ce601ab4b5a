package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.UUID;

import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A home that was struck off as lost and is there again has to go through all that was destroyed meanwhile. */
class HomeThatComesBackTest {
    private static final UUID HOME = new UUID(5, 1);
    private static final UUID OTHER = new UUID(5, 2);

    private static void strike(TestDatabase database, long position) {
        JdbcClient.create(database.connections()).sql("""
                insert into disposition_home_struck
                select ?, h.home, date_trunc('milliseconds', h.started_at), h.home, h.home, 'it-director', now()
                  from disposition_home h where h.home = ?""").params(position, HOME).update();
    }

    @Test
    void whatWasStruckOffIsNotCaughtUpWhateverItWasBefore() {
        try (var database = TestDatabase.fresh()) {
            var rows = new ErasureRows(database.connections(), HOME);
            rows.register("a machine");
            assertThat(rows.isCaughtUp()).as("new here").isFalse();
            rows.caughtUp();
            rows.register("a machine");
            rows.seen();
            assertThat(rows.isCaughtUp()).as("started again").isTrue();
            strike(database, 1);
            rows.register("a machine");
            assertThat(rows.isCaughtUp()).as("it started after it was struck off").isFalse();
            rows.caughtUp();
            strike(database, 2);
            rows.seen();
            assertThat(rows.isCaughtUp()).as("it ran while it was struck off").isFalse();
        }
    }

    @Test
    void aHomeThatIsTheOnlyOneThereEverWasUndoesNoFinalCertificate() { // an archive of before homes were asked whether they caught up
        try (var database = TestDatabase.fresh()) {
            JdbcClient.create(database.connections()).sql("""
                    insert into vault_erased (record, life, at, up_to, cleared_at, done_at)
                    values (?, 1, now() - interval '1 hour', 1, now(), now())""").param(new UUID(6, 1)).update();
            var only = new ErasureRows(database.connections(), HOME);
            only.register("a machine");
            assertThat(only.isCaughtUp()).isFalse();
            only.reopen(only.gone());
            assertThat(only.awaitsAnother()).as("it cleared itself of what is told as cleared").isFalse();
            only.caughtUp();

            var other = new ErasureRows(database.connections(), OTHER);
            other.register("another machine");
            other.reopen(other.gone());
            assertThat(other.awaitsAnother()).as("one that joins may hold it").isTrue();
            assertThat(only.anyOpen(Duration.ofSeconds(30), Duration.ofMinutes(10)))
                    .as("looked after until each is clear of it, or is struck off").isTrue();
        }
    }
}
