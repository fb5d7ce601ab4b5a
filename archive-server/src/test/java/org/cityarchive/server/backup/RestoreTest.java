package org.cityarchive.server.backup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.cityarchive.server.database.Database;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.ArchiveKeys;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyRotation;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.JournalEntry;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.vault.QuickPassphrase;
import org.cityarchive.server.vault.SealBroken;
import org.cityarchive.server.vault.VaultUnderTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class RestoreTest {
    private static final char[] PASSWORD = "correct horse battery".toCharArray();
    private static final Progress QUIET = (_, _, _) -> {
    };

    @TempDir
    Path folder = Path.of("");
    private @Nullable TestDatabase database;
    private @Nullable FileKeys keys;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh();
        keys = new ArchiveKeys(database.connections()).open(home().resolve("keys"), null, Clock.systemUTC());
        QuickPassphrase.lay(folder.resolve("safe"), keys, PASSWORD);
    }

    @AfterEach
    void end() {
        database().close();
    }

    @Test
    void anOlderBackupDestroysAgainWhatWasDestroyedSinceAndTheRestOpens() throws Exception {
        var vault = new VaultUnderTest(database().connections(), home(), keys());
        var records = IntStream.range(0, 40).mapToObj(i -> vault.keep("snow " + i, "a")).toList();
        backup();
        copy(folder.resolve("set"), folder.resolve("old"));
        vault.destroy(records.subList(0, 20), records.subList(20, 40), "a");
        new KeyRotation(database().connections(), keys(), DestructionJournals.of(home(), keys()), Clock.systemUTC()).run();
        backup();

        var url = TestDatabase.emptyUrl();
        var done = restore(folder.resolve("old"), folder.resolve("safe"), url);
        assertThat(done.destroyed()).containsExactlyInAnyOrderElementsOf(records.subList(0, 20));
        assertThat(JdbcClient.create(source(url)).sql("select backup::text from backup_run where finished_at is not null")
                .query(String.class).list()).as("it was whole").containsExactly(done.manifest().backup().toString());
        var again = new VaultUnderTest(source(url), folder.resolve("again"),
                new ArchiveKeys(source(url)).open(folder.resolve("again/keys"), null, Clock.systemUTC()));
        for (int i = 0; i < 40; i++) {
            var record = records.get(i);
            if (i < 20) {
                assertThatThrownBy(() -> again.words(record)).isInstanceOf(SealBroken.class);
            } else {
                assertThat(again.words(record)).isEqualTo("snow " + i);
            }
        }
        assertThat(again.words(again.keep("after", "a"))).as("new batch keys have new numbers").isEqualTo("after");
    }

    /** Rows are loaded into the schema that they were copied from, which lacks what came after it. */
    @Test
    void aBackupOfAnEarlierVersionIsRestoredWithTheJournalsOfThisOne() throws Exception {
        var job = UUID.randomUUID();
        try (var journal = DestructionJournals.of(home(), keys()).begin()) {
            journal.add(new JournalEntry.Upload(job, new KeyId("k#2"), new byte[]{2}, true));
            journal.add(new JournalEntry.Line(job, 1, new byte[0]));
            journal.finish();
        }
        for (var version : List.of("20261121.163", "20261121.240")) {
            var manifest = new Manifest(Manifest.VERSION, UUID.randomUUID(), keys().archive(), keys().label(), Instant.now(),
                    version, "", 0, "", 0, null, 0, List.of(), Map.of(), List.of());
            var rows = new RestoredRows(BackupSet.begin(folder.resolve("set")), manifest, keys(),
                    DestructionJournals.of(home(), keys()), QUIET);
            var url = TestDatabase.emptyUrl();
            Database.loadExternal(url, version, connection -> {
                try (var statement = connection.createStatement()) {
                    statement.execute(
                            """
                                    insert into capture_import (import, format, file_name, add_accounts, actor, role, state, digest, key_id,
                                        key_wrapped, size, file_time, created_at) values ('%s', 'observed', 'a.ndjson', false, 'a', 'clerk',
                                        'done', '', 'k#1', '\\x01', 1, now(), now())"""
                                    .formatted(job));
                    statement.execute("insert into capture_reject (import, line, type, place, reason, length, sealed) values ('"
                            + job + "', 1, 'other-account', '', '', 1, '\\x01')");
                }
                rows.into(connection);
            });
            var sql = JdbcClient.create(source(url));
            assertThat(sql.sql("select key_id from capture_import where key_wrapped = '\\x02'").query(String.class).list())
                    .as(version).containsExactly("k#2");
            assertThat(sql.sql("select length(sealed) from capture_reject").query(Integer.class).single()).as(version).isZero();
        }
    }

    @Test
    void withoutItsJournalsAnOlderBackupIsRefused() throws Exception {
        var vault = new VaultUnderTest(database().connections(), home(), keys());
        var records = IntStream.range(0, 10).mapToObj(i -> vault.keep("snow " + i, "a")).toList();
        backup();
        copy(folder.resolve("set"), folder.resolve("old"));
        vault.destroy(records.subList(0, 5), records.subList(5, 10), "a");
        backup();
        TestDatabase.delete(folder.resolve("safe/journals"));
        assertThatThrownBy(() -> restore(folder.resolve("old"), folder.resolve("safe"), TestDatabase.emptyUrl()))
                .isInstanceOf(KeyTrouble.class).hasMessageContaining("destruction journal 1 of 1 is missing");
        Files.delete(folder.resolve("safe/journals.head")); // nor does it help to forget that there was one
        assertThatThrownBy(() -> restore(folder.resolve("old"), folder.resolve("safe"), TestDatabase.emptyUrl()))
                .isInstanceOf(BackupTrouble.class).hasMessageContaining("journal that tells how the survivors open");
        assertThat(folder.resolve("again/keys")).as("nothing of a refused restore stays").doesNotExist();
    }

    @Test
    void aBackupThatIsNotAsItWasWrittenIsRefusedBeforeAnythingIsTouched() throws Exception {
        var vault = new VaultUnderTest(database().connections(), home(), keys());
        vault.keep("snow", "a");
        backup();
        var sets = new ArrayList<Path>();
        try (var files = Files.list(folder.resolve("set/data"))) {
            files.forEach(sets::add);
        }
        for (var file : sets) {
            byte[] whole = Files.readAllBytes(file);
            byte[] changed = whole.clone();
            changed[changed.length / 2] ^= 1;
            Files.write(file, changed);
            assertRefused(BackupTrouble.class, file.getFileName().toString());
            Files.delete(file);
            assertRefused(BackupTrouble.class, file.getFileName().toString());
            Files.write(file, whole);
        }
        var manifest = folder.resolve("set/manifest.json");
        var text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("\"logSize\":0", "\"logSize\":7"));
        assertRefused(BackupTrouble.class, "seal");
        Files.writeString(manifest, text);
        QuickPassphrase.lay(folder.resolve("others"), FileKeys.create(folder.resolve("other"), null, Clock.systemUTC()),
                PASSWORD);
        assertThatThrownBy(() -> restore(folder.resolve("set"), folder.resolve("others"), "")).isInstanceOf(BackupTrouble.class)
                .hasMessageContaining(keys().archive().toString());
        Files.createDirectories(folder.resolve("again"));
        Files.writeString(folder.resolve("again/mine.txt"), "x");
        assertRefused(BackupTrouble.class, "not empty");
        assertThat(folder.resolve("again/mine.txt")).exists();
        Files.delete(folder.resolve("again/mine.txt"));
        assertThatThrownBy(() -> restore(folder.resolve("set"), folder.resolve("safe"), database().url()))
                .isInstanceOf(BackupTrouble.class).hasMessageContaining("not empty");
    }

    @Test
    void aKilledBackupIsNoneAndTheNextGoesOn() throws Exception {
        try (var owner = database().owner(); var statement = owner.createStatement()) {
            statement
                    .execute("insert into vault_alias select gen_random_uuid(), gen_random_uuid() from generate_series(1, 5000)");
        }
        Progress killing = (step, _, _) -> {
            if (step.equals("vault_part")) {
                throw new IllegalStateException("killed");
            }
        };
        new VaultUnderTest(database().connections(), home(), keys()).keep("snow", "a");
        assertThatThrownBy(() -> backup(killing)).hasMessage("killed");
        assertThatThrownBy(() -> Restore.of(folder.resolve("set"), folder.resolve("safe"), PASSWORD, Clock.systemUTC()))
                .isInstanceOf(BackupTrouble.class).hasMessageContaining("begun there and not finished");
        var written = names("vault_alias.");
        assertThat(written).hasSize(1);
        backup();
        assertThat(names("vault_alias.")).as("what was written is not written again").isEqualTo(written);
        try (var owner = database().owner(); var statement = owner.createStatement()) {
            statement.execute("insert into vault_alias select gen_random_uuid(), gen_random_uuid() from generate_series(1, 7)");
        }
        assertThat(backup().addedRows()).isLessThan(100);
        assertThat(names("vault_alias.")).hasSize(2).containsAll(written);
        try (var owner = database().owner(); var statement = owner.createStatement()) {
            statement.execute("delete from vault_alias where ctid in (select ctid from vault_alias limit 3)");
        }
        backup();
        assertThat(names("vault_alias.")).as("rows that went take their file with them").hasSize(1)
                .doesNotContainAnyElementsOf(written);
    }

    private List<String> names(String beginning) throws IOException {
        try (var files = Files.list(folder.resolve("set/data"))) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.startsWith(beginning)).sorted().toList();
        }
    }

    private void assertRefused(Class<? extends Exception> as, String naming) {
        assertThatThrownBy(() -> restore(folder.resolve("set"), folder.resolve("safe"), "")).isInstanceOf(as)
                .hasMessageContaining(naming);
    }

    private Backup.Done backup() throws IOException {
        return backup(QUIET);
    }

    private Backup.Done backup(Progress progress) throws IOException {
        return new Backup(database().connections(), keys(), home(), Clock.systemUTC())
                .run(new Backup.Target(folder.resolve("set"), folder.resolve("safe"), PASSWORD), progress);
    }

    private Restore.Done restore(Path set, Path safe, String url) throws IOException {
        return Restore.of(set, safe, PASSWORD, Clock.systemUTC()).into(new Restore.Into(folder.resolve("again"), url, null),
                QUIET);
    }

    private static PGSimpleDataSource source(String url) {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        return source;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private Path home() {
        return folder.resolve("home");
    }

    private TestDatabase database() {
        return requireNonNull(database);
    }

    private FileKeys keys() {
        return requireNonNull(keys);
    }
}
