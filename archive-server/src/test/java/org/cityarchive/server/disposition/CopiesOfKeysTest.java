package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.cityarchive.server.backup.Backup;
import org.cityarchive.server.backup.Progress;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.ArchiveKeys;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.vault.QuickPassphrase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which copies of keys may still open what a list destroyed: those of backups that were whole, are under way, or died. */
class CopiesOfKeysTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();
    private static final UUID LIST = new UUID(1, 2);

    @TempDir
    Path folder = Path.of("");
    @SuppressWarnings("NullAway.Init")
    private TestDatabase database;
    @SuppressWarnings("NullAway.Init")
    private FileKeys keys;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh();
        keys = new ArchiveKeys(database.connections()).open(folder.resolve("home/keys"), null, Clock.systemUTC());
        QuickPassphrase.lay(folder.resolve("safe"), keys, PASSWORD);
    }

    @AfterEach
    void end() {
        database.close();
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void backup(Progress progress) throws IOException {
        new Backup(database.connections(), keys, folder.resolve("home"), Clock.systemUTC())
                .run(new Backup.Target(folder.resolve("set"), folder.resolve("safe"), PASSWORD), progress);
    }

    /** A key above a destroyed record of the list goes now. */
    private void destroyKey() {
        var sql = JdbcClient.create(database.connections());
        sql.sql("insert into vault_batch_key (bucket, hour, provider_key, wrapped) values ('a/2026-11/b', now(), 'k#1', ?)")
                .param(new byte[40]).update();
        sql.sql("insert into vault_erased (record, life, disposition, at, up_to, batch) select ?, 1, ?, now(), 1, number"
                + " from vault_batch_key").params(new UUID(3, 3), LIST).update();
        sql.sql("insert into vault_renewal (key, begun_at, survivors, destroyed_at) values ('k#1', now(), 0, ?)")
                .param(Instant.now().atOffset(ZoneOffset.UTC)).update();
    }

    private List<String> outstanding() {
        return new ErasureTraces(database.connections()).outstanding(LIST);
    }

    @Test
    void aBackupThatDiedBehindItsCopyOfTheKeysIsOutstandingUntilTheNextIsWhole() throws Exception {
        assertThatThrownBy(() -> backup((step, _, _) -> {
            if (step.equals("keys")) {
                throw new Killed();
            }
        })).isInstanceOf(Killed.class);
        destroyKey();
        assertThat(outstanding()).singleElement().asString().contains("may have made", "not whole");
        assertThat(new ErasureTraces(database.connections()).backups(1, Instant.now()).holding()).isOne();
        assertThatThrownBy(() -> backup((_, _, _) -> {
            throw new Killed(); // before the keys: it ended none there
        })).isInstanceOf(Killed.class);
        assertThat(outstanding()).singleElement().asString().contains("may have made");
        backup((_, _, _) -> {
        });
        assertThat(outstanding()).isEmpty();
    }

    @Test
    void aBackupUnderWayIsOutstandingWhileItsKeysAreCopied() throws Exception {
        var meanwhile = new ArrayList<String>();
        backup((step, _, _) -> {
            if (step.equals("keys")) {
                destroyKey();
                meanwhile.addAll(outstanding());
            }
        });
        assertThat(meanwhile).singleElement().asString().contains("not whole");
        assertThat(outstanding()).singleElement().asString().contains(" made at ");
    }

    @Test
    void aBackupThatIsRefusedCopiedNoKey() {
        TestDatabase.delete(folder.resolve("safe"));
        QuickPassphrase.lay(folder.resolve("safe"), FileKeys.create(folder.resolve("other"), null, Clock.systemUTC()), PASSWORD);
        assertThatThrownBy(() -> backup((_, _, _) -> {
        })).isInstanceOf(KeyTrouble.class).hasMessageContaining("Take another folder");
        destroyKey();
        assertThat(outstanding()).isEmpty();
    }
}
