package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which exports that are being made end with a destruction? */
class ExportsTakenBackTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @Test
    void whatWasAskedForAfterADestructionIsNotTakenBackForIt() throws SQLException {
        try (var connection = ARCHIVE.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false); // nobody else sees it, and nothing of it stays
            var database = new SingleConnectionDataSource(connection, true);
            JdbcClient.create(database)
                    .sql("insert into vault_erased (record, life, at, up_to) values (?, 1, now() - interval '1 hour', 0)")
                    .param(UUID.randomUUID()).update();
            var rows = new ExportRows(database);
            var before = queued(Instant.now().minus(Duration.ofHours(2)));
            var after = queued(Instant.now());
            rows.insert(before, null);
            rows.insert(after, null);
            assertThat(rows.takeBack(Set.of(), Instant.now())).contains(before.id()).doesNotContain(after.id());
            connection.rollback();
        }
    }

    @Test
    void aPackageOfManyRecordsEndsWithTheLastOfThemAndNoOther() throws SQLException {
        try (var connection = ARCHIVE.part(DataSource.class).getConnection()) {
            connection.setAutoCommit(false);
            var rows = new ExportRows(new SingleConnectionDataSource(connection, true));
            var last = UUID.randomUUID();
            var exact = done(rows, ExportRows.PART / ExportPackage.ID, last);
            var longer = done(rows, ExportRows.PART / ExportPackage.ID + 3, last);
            var other = done(rows, ExportRows.PART / ExportPackage.ID + 1, UUID.randomUUID());
            assertThat(rows.takeBack(Set.of(last), Instant.now())).contains(exact, longer).doesNotContain(other);
            connection.rollback();
        }
    }

    private static UUID done(ExportRows rows, int records, UUID last) {
        var job = queued(Instant.now());
        rows.insert(job, null);
        rows.begin(job.id());
        var ids = ByteBuffer.allocate(records * ExportPackage.ID);
        for (int i = 1; i < records; i++) {
            ids.putLong(1).putLong(i);
        }
        ids.putLong(last.getMostSignificantBits()).putLong(last.getLeastSignificantBits());
        var whole = new ExportRows.Whole(1, "", "key", new byte[1], ids.array());
        assertThat(rows.done(job.id(), whole, null, Instant.now(), Instant.now().plus(ExportJobs.KEPT))).isTrue();
        return job.id();
    }

    private static ExportJob queued(Instant createdAt) {
        return new ExportJob(UUID.randomUUID(), 0, "nobody", "clerk", new byte[0], ExportState.QUEUED, null, 0, 0, 0, 0, null,
                null,
                null, createdAt, null, createdAt.plus(ExportJobs.KEPT));
    }
}
