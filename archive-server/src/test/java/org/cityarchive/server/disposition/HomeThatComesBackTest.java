package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A home that was struck off as lost and is there again has to go through all that was destroyed meanwhile. */
class HomeThatComesBackTest {
    private static final UUID HOME = new UUID(5, 1);

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
}
