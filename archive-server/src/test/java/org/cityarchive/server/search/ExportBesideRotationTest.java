package org.cityarchive.server.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyRotation;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Keys are replaced, and another server that starts ends what was left of that, while an export is about to write its key down. */
class ExportBesideRotationTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final RunningArchive ARCHIVE = RunningArchive.shared();
    private static final Actor CLERK = new Actor("an exporting program", Role.CLERK);
    private static final ExportWish WISH = new ExportWish(Map.of(), List.of(), EnumSet.of(ExportForm.JSON), true, null);

    @Test
    void aPackageOpensThoughKeysWereReplacedWhileItWasWritten() throws Exception {
        var data = ARCHIVE.part(DataSource.class);
        var run = ARCHIVE.part(ExportRun.class);
        var job = queued(run.count(WISH));
        try (var inTheWay = data.getConnection()) {
            inTheWay.setAutoCommit(false);
            var sql = JdbcClient.create(new SingleConnectionDataSource(inTheWay, true));
            sql.sql("insert into search_export_holds values (?, ''::bytea)").param(job.id()).update(); // what the last step writes
            int pid = sql.sql("select pg_backend_pid()").query(Integer.class).single();
            var writing = Thread.ofPlatform().daemon().start(() -> write(run, job));
            await().atMost(PATIENCE).until(() -> JdbcClient.create(data)
                    .sql("select count(*) from pg_stat_activity where ? = any (pg_blocking_pids(pid))").param(pid)
                    .query(Integer.class).single() > 0);
            var rotating = Thread.ofPlatform().daemon().start(() -> rotate(data));
            await().atMost(PATIENCE).until(() -> rotating.getState() == Thread.State.WAITING || !rotating.isAlive());
            inTheWay.rollback();
            inTheWay.setAutoCommit(true);
            assertThat(writing.join(PATIENCE) && rotating.join(PATIENCE)).isTrue();
        }
        var opened = ARCHIVE.part(ExportJobs.class).open(job.id(), CLERK);
        try (var bytes = opened.bytes()) {
            assertThat(bytes.readAllBytes()).hasSize((int) opened.size());
        }
    }

    private static ExportJob queued(ExportRun.Counted counted) {
        var now = Instant.now();
        var job = new ExportJob(UUID.randomUUID(), 0, CLERK.id(), CLERK.role().word(), new byte[0], ExportState.QUEUED, null,
                counted.position(), counted.total(), 0, 0, null, null, null, now, null, now.plus(ExportJobs.KEPT));
        assertThat(ARCHIVE.part(ExportRows.class).insert(job, null)).isTrue();
        return job;
    }

    private static void write(ExportRun run, ExportJob job) {
        try {
            run.write(job, WISH.knownAt(job.knownAt()), () -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rotate(DataSource data) {
        var keys = ARCHIVE.part(FileKeys.class);
        var rotation = new KeyRotation(data, keys, DestructionJournals.of(ARCHIVE.home(), keys), Clock.systemUTC());
        rotation.run();
        rotation.finish();
    }
}
