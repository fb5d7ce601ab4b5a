package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.server.database.Database;
import org.cityarchive.server.database.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An archive of an earlier version is brought up to date with all that is in it. */
class OlderDatabaseTest {
    private static final String BEFORE_EVERY_CLAIM = "20261121.230";
    private static final UUID LIST = new UUID(1, 1);
    private static final UUID RECORD = new UUID(2, 2);
    private static final UUID LATER = new UUID(2, 3);
    private static final UUID JOB = new UUID(3, 3);

    /** What an earlier version kept of a proposal: its fact, and no position in the list's row. */
    private static String proposal(long position, UUID... records) {
        return "insert into event values (" + position + ", gen_random_uuid(), 'disposition.DispositionProposed', '1', now(),"
                + " convert_to('{\"disposition\":\"" + LIST + "\",\"records\":[\""
                + Arrays.stream(records).map(UUID::toString).collect(Collectors.joining("\",\""))
                + "\"]}', 'UTF8'), '', '')";
    }

    @Test
    void aListOfBeforeSaysByWhichProposalEachRecordCameOnIt() {
        var url = TestDatabase.emptyUrl();
        Database.loadExternal(url, BEFORE_EVERY_CLAIM, connection -> {
            try (var rows = connection.createStatement()) {
                rows.execute(proposal(7, RECORD));
                rows.execute(proposal(9, RECORD, LATER));
                rows.execute("insert into disposition_record (disposition, record, place, state) values ('" + LIST + "', '"
                        + RECORD + "', 1, 'listed'), ('" + LIST + "', '" + LATER + "', 2, 'excepted')");
            }
        });
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        assertThat(JdbcClient.create(source).sql("select proposed_at from disposition_record order by place").query(Long.class)
                .list()).containsExactly(7L, 9L);
    }

    @Test
    void whatWasClaimedGivenRefusedAndBackedUpBeforeIsThereAndIsJudgedAnew() {
        var url = TestDatabase.emptyUrl();
        Database.loadExternal(url, BEFORE_EVERY_CLAIM, connection -> {
            try (var rows = connection.createStatement()) {
                rows.execute("insert into disposition_answer values (7, '" + LIST + "', '" + RECORD
                        + "', 'state-archives', true, '" + LIST + "', '" + LIST + "', now())");
                rows.execute("insert into disposition_transfer values ('" + LIST + "', '" + RECORD + "', 'public', '" + JOB
                        + "', '" + LIST + "', '" + LIST + "', now())");
                rows.execute("insert into disposition_offer values ('" + RECORD + "', '" + LIST + "', '2026-01-01', true)");
                rows.execute(
                        "insert into capture_import (import, format, file_name, add_accounts, actor, role, state, digest, key_id,"
                                + " key_wrapped, size, file_time, created_at) values ('" + JOB
                                + "', 'observed', 'a.ndjson', false, 'a', 'clerk', 'done', '', 'k#1', '', 1, now(), now())");
                rows.execute("insert into backup_run values ('" + JOB + "', '/b', '/k', now(), now(), 7, 1, 1, 1)");
            }
        });
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        var sql = JdbcClient.create(source);
        assertThat(sql.sql("select record from retention_anew").query(UUID.class).list()).isEqualTo(List.of(RECORD));
        assertThat(
                sql.sql("insert into disposition_transfer select disposition, record, 'state-archives', ?, words, transferred_by,"
                        + " transferred_at from disposition_transfer").param(LIST).update())
                .as("another package of it").isOne();
        assertThat(sql.sql("select column_name from information_schema.columns where table_name = 'disposition_offer'")
                .query(String.class).list()).doesNotContain("claimed").contains("noticed_on");
        assertThat(sql.sql("select key_settled from capture_import").query(Boolean.class).single())
                .as("what its key opened may be in an older backup").isFalse();
        assertThat(sql.sql("select count(*) from backup_run where finished_at is not null").query(Long.class).single()).isOne();
    }
}
