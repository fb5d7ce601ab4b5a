package org.cityarchive.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;

import org.junit.jupiter.api.Test;

class MigrationsTest {

    @Test
    void aNewMigrationWithALowerNumberThanOneThatRanIsRunToo() throws SQLException {
        try (var database = TestDatabase.fresh()) {
            try (var owner = database.owner(); var statement = owner.createStatement()) { // as it was before that migration came
                statement.execute("drop table policy_profile");
                statement.execute("drop table policy_reason");
                statement.execute("delete from flyway_schema_history where script like '%V20261121_72__profile.sql'");
            }
            database.again().close();
            assertThat(database.number("select count(*) from policy_profile")).isZero();
        }
    }
}
