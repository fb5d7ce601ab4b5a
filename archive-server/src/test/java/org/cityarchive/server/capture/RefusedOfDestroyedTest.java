package org.cityarchive.server.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.JournalEntry;
import org.cityarchive.server.vault.SealedText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A refused line of a destroyed record is looked for by one server at the moment in which another gives its import another key. */
class RefusedOfDestroyedTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder = Path.of("");

    private static String line(String id) {
        return "{\"platform\":\"facebook\",\"id\":\"" + id + "\",\"text\":\"word of " + id + "\"}";
    }

    @Test
    void aLineThatIsSealedAnewWhileItIsLookedAtGoesAtTheNextLook() throws Exception {
        try (var store = new CaptureStore()) {
            store.projections.start();
            store.projections.awaitPosition(AccountRegister.NAME, store.facts.head(), PATIENCE);
            var data = store.database.connections();
            var keys = FileKeys.create(folder.resolve("keys"), null, Clock.systemUTC());
            var imports = new ImportRows(data);
            var importKeys = new ImportKeys(keys, Clock.systemUTC());
            var job = refused(data, imports, importKeys, "gone", "kept");
            var marks = new RowMarks(data, new byte[32]);
            var rows = new ImportKeyRows(data, marks);
            JdbcClient.create(data).sql("insert into vault_erased (record, life, at, up_to) values (?, 1, now(), 0)")
                    .param(store.record("gone").value()).update();
            var renewal = new ImportKeyRenewal(rows, keys, DestructionJournals.of(folder, keys));
            var refused = new RefusedOfDestroyed(rows, imports, new RejectRows(first(data, () -> renewal.run(() -> {
            }))), importKeys, store.accounts, store.identity, new SealedText(new byte[32]));
            assertThat(refused.letGoOf(Set.of(store.record("gone")))).as("the key of before opens no line").isFalse();
            assertThat(imports.find(job).orElseThrow().keyId()).as("another server was quicker").endsWith("#2");
            assertThat(refused.letGoOf(Set.of(store.record("gone")))).isTrue();
            var key = importKeys.of(imports.find(job).orElseThrow(), imports);
            assertThat(new RejectRows(data).after(job, 0, 10)).extracting(row -> new String(row.opened(key), UTF_8))
                    .containsExactly("(destroyed)", line("kept"));
        }
    }

    @Test
    void eachRefusedLineIsToldOnceUntilItIsSealedAnew() throws Exception {
        try (var database = TestDatabase.fresh()) {
            var data = database.connections();
            var keys = FileKeys.create(folder.resolve("keys"), null, Clock.systemUTC());
            var imports = new ImportRows(data);
            var importKeys = new ImportKeys(keys, Clock.systemUTC());
            var rows = new ImportKeyRows(data, new RowMarks(data, new byte[32]));
            var journals = DestructionJournals.of(folder, keys);
            var renewal = new ImportKeyRenewal(rows, keys, journals);
            var first = refused(data, imports, importKeys, "a", "b");
            destroyed(data, renewal);
            assertThat(told(journals, first)).containsExactly(1L, 2L);
            var second = refused(data, imports, importKeys, "c");
            destroyed(data, renewal);
            assertThat(told(journals, second)).containsExactly(1L);
            assertThat(told(journals, first)).as("an earlier journal has them").containsExactly(1L, 2L);
            rows.empty(first, List.of(1L));
            destroyed(data, renewal);
            assertThat(told(journals, first)).as("sealed anew under a key of its own").containsExactly(1L, 2L, 1L, 2L);
            assertThat(told(journals, second)).containsExactly(1L);
        }
    }

    /** Something is destroyed, and the keys that are due for it end. */
    private static void destroyed(DataSource data, ImportKeyRenewal renewal) {
        JdbcClient.create(data).sql("insert into vault_erased (record, life, at, up_to) values (?, 1, now(), 0)")
                .param(UUID.randomUUID()).update();
        renewal.run(() -> {
        });
    }

    private static List<Long> told(DestructionJournals journals, UUID job) {
        var told = new ArrayList<Long>();
        journals.after(0, entry -> {
            if (entry instanceof JournalEntry.Line(UUID of, long line, byte[] _) && of.equals(job)) {
                told.add(line);
            }
        });
        return told;
    }

    /** An import that is over and refused a line of each id. */
    private static UUID refused(DataSource data, ImportRows imports, ImportKeys keys, String... ids) {
        var id = UUID.randomUUID();
        var key = ImportKeys.fresh(id);
        keys.keep(key, (keyId, wrapped) -> imports.insert(new ImportJob(id, 0, "observed", "lines.ndjson", null, false, "test",
                "clerk", ImportState.DONE, null, keyId, wrapped, 1, Instant.EPOCH, Instant.EPOCH, null, null, Position.START, 1,
                1,
                ImportCounts.NONE, List.of()), new ImportRows.Upload(null, new byte[32])));
        for (int line = 1; line <= ids.length; line++) {
            JdbcClient.create(data)
                    .sql("insert into capture_reject (import, line, type, place, reason, length, sealed) values (?, ?, 't', 'p', 'r', 1, ?)")
                    .params(id, line, key.sealLine(line, line(ids[line - 1]).getBytes(UTF_8))).update();
        }
        return id;
    }

    /** The same connections; something happens before the first of them is given. */
    private static DataSource first(DataSource data, Runnable happens) {
        var once = new AtomicBoolean();
        return new DelegatingDataSource(data) {
            @Override
            public Connection getConnection() throws SQLException {
                if (once.compareAndSet(false, true)) {
                    happens.run();
                }
                return super.getConnection();
            }
        };
    }
}
