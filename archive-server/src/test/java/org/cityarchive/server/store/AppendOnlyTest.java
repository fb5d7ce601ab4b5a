package org.cityarchive.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

/** Facts cannot be changed: not by the program's role, which lacks the grant, nor by any other, which meets the trigger. */
class AppendOnlyTest {
    private static final List<String> CHANGES = List.of("update %s set %s = %2$s", "delete from %s where %s is not null",
            "truncate %s");

    @Test
    void noRoleChangesFacts() throws SQLException {
        try (var notes = new Notes()) {
            notes.archive.send(Notes.note(UUID.randomUUID()), Notes.BY);
            for (String[] table : new String[][]{{"event", "position"}, {"event_tag", "position"}, {"event_commit", "number"},
                    {"event_metadata", "said"},
                    {"access_log", "act"}}) {
                for (String change : CHANGES) {
                    String sql = change.formatted(table[0], table[1]);
                    try (Connection app = notes.database.connections().getConnection()) {
                        refused(app, sql, "permission denied");
                    }
                    try (Connection owner = notes.database.owner()) {
                        refused(owner, sql, "facts are never changed");
                    }
                    try (Connection superuser = notes.database.superuser()) {
                        refused(superuser, sql, "facts are never changed");
                    }
                }
            }
            try (Connection app = notes.database.connections().getConnection()) {
                refused(app, "delete from event_head", "permission denied");
                refused(app, "drop table event", "must be owner");
                refused(app, "alter table event disable trigger all", "must be owner");
            }
            assertThat(notes.facts()).hasSize(1);
        }
    }

    private static void refused(Connection connection, String sql, String why) throws SQLException {
        try (var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(sql)).as(sql).isInstanceOf(SQLException.class).hasMessageContaining(why);
        }
    }
}
