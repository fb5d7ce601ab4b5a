package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** Listening for the commits of others. */
class CommitSignalTest {
    @Test
    void aStoreThatEndsGivesItsListeningConnectionBackWhole() {
        try (var notes = new Notes()) {
            await().atMost(Duration.ofMinutes(2)).until(() -> sessions(notes, "listen archive_event") == 1);
            notes.store.close();
            assertThat(sessions(notes, "unlisten *")).isEqualTo(1);
        }
    }

    private static long sessions(Notes notes, String last) {
        return notes.database
                .number("select count(*) from pg_stat_activity where datname = current_database() and query = '" + last + "'");
    }
}
