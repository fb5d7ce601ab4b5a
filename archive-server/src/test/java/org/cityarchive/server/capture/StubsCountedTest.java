package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.search.NamedScopes;
import org.cityarchive.core.search.RecordQuery;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** How many destroyed records could have answered? */
class StubsCountedTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @Test
    void aCountStandsUntilAStubComesOrGoes() throws SQLException {
        try (var connection = ARCHIVE.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false); // nobody else sees it, and nothing of it stays
            var database = new SingleConnectionDataSource(connection, true);
            var sql = JdbcClient.create(database);
            var stubs = new Stubs(database, ARCHIVE.part(FactReader.class), ARCHIVE.part(AccountRegister.class),
                    NamedScopes.NONE);
            var account = UUID.randomUUID();
            var other = UUID.randomUUID();
            for (var typed : List.of("kind:post", "snow", "platform:x after:2000-01-01")) {
                long before = count(stubs, typed);
                for (int i = 0; i < 3; i++) {
                    insert(sql, account);
                }
                insert(sql, other);
                assertThat(count(stubs, typed)).as("%s: nothing told that one came", typed).isEqualTo(before);
                told(sql);
                assertThat(count(stubs, typed)).as(typed).isEqualTo(before + 4);
                sql.sql("delete from capture_stub where account = ?").param(other).update();
                told(sql);
                assertThat(count(stubs, typed)).as(typed).isEqualTo(before + 3);
            }
            connection.rollback();
        }
    }

    private static long count(Stubs stubs, String typed) {
        return stubs.count(RecordQuery.parse(typed, ZoneOffset.UTC), AsOf.NOW).total();
    }

    private static void insert(JdbcClient sql, UUID account) {
        sql.sql("""
                insert into capture_stub values (gen_random_uuid(), gen_random_uuid(), 'x', ?, 'post', null, now(), now(), 1, now(), 1,
                    false, false, current_date, current_date, now(), 2, null, '{}')""")
                .param(account).update();
    }

    /** As the projection tells behind each batch that changed a stub. */
    private static void told(JdbcClient sql) {
        sql.sql("""
                insert into capture_stub_told (upto) values (1) on conflict (one) do update
                    set upto = capture_stub_told.upto + 1""").update();
    }
}
