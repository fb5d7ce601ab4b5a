package org.cityarchive.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.KeyProvider.Held;
import org.cityarchive.server.vault.KeyProvider.KeyState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are replaced while records come in, and killed half-way: nothing becomes unreadable, and the old keys are gone. */
class KeyRotationTest {
    private static final int GROUPS = 12;

    @TempDir
    Path home = Path.of("");

    @Test
    void everythingOpensAfterARotationThatRecordsCameInDuring() throws Exception {
        try (var database = TestDatabase.fresh()) {
            var keys = FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
            var vault = new VaultUnderTest(database.connections(), home, keys);
            var kept = new ConcurrentHashMap<UUID, String>();
            fill(vault, kept, 60);
            var before = keys.inventory().stream().map(Held::key).toList();
            byte[] master = Files.readAllBytes(home.resolve("keys/master.key"));
            var stop = new AtomicBoolean();
            var capturing = CompletableFuture.runAsync(() -> {
                var one = new VaultUnderTest(database.connections(), home, keys); // asks for batch keys of its own
                while (!stop.get()) {
                    fill(one, kept, 5);
                }
            });
            var rotation = new KeyRotation(database.connections(), keys, DestructionJournals.of(home, keys), Clock.systemUTC());
            var done = rotation.run();
            keys.changeMaster(null);
            stop.set(true);
            capturing.join();
            assertThat(done.destroyed()).isEqualTo(before.size());
            assertThat(done.left()).isZero();
            assertThat(keys.inventory()).filteredOn(held -> held.state() == KeyState.LIVE).extracting(Held::key)
                    .doesNotContainAnyElementsOf(before).hasSize(before.size());
            assertAllOpen(database, kept);
            assertThat(Files.readAllBytes(home.resolve("keys/master.key"))).isNotEqualTo(master);
            Files.write(home.resolve("keys/master.key"), master);
            assertThatThrownBy(() -> FileKeys.open(home.resolve("keys"), null, Clock.systemUTC())).isInstanceOf(KeyTrouble.class);
        }
    }

    @Test
    void aRotationThatIsKilledGoesOnAndLosesNothing() throws Exception {
        try (var database = TestDatabase.fresh()) {
            var kept = new HashMap<UUID, String>();
            fill(new VaultUnderTest(database.connections(), home,
                    FileKeys.create(home.resolve("keys"), null, Clock.systemUTC())), kept, 40);
            var folder = home.resolve("keys");
            List<BooleanSupplier> moments = List.of(
                    () -> database.number("select count(*) from vault_rotation where done_at is null") > 0,
                    () -> count(folder, ".destroyed") > GROUPS + 2, () -> count(folder, ".next") > 4,
                    () -> Files.exists(folder.resolve("master.changed")), () -> count(folder.resolve("journals"), ".new") > 0);
            int halfway = 0;
            for (var moment : moments) {
                killed(database, moment);
                var keys = FileKeys.open(home.resolve("keys"), null, Clock.systemUTC());
                keys.check();
                assertAllOpen(database, kept);
                halfway += database.number("select count(*) from vault_rotation where done_at is null") > 0 ? 1 : 0;
                new KeyRotation(database.connections(), keys, DestructionJournals.of(home, keys), Clock.systemUTC()).finish();
                assertThat(database.number("select count(*) from vault_rotation where done_at is null")).isZero();
                assertThat(keys.inventory()).filteredOn(held -> held.state() == KeyState.LIVE).hasSize(GROUPS);
                fill(new VaultUnderTest(database.connections(), home, keys), kept, 3);
                assertAllOpen(database, kept);
                try (var files = Files.list(home.resolve("keys"))) {
                    assertThat(files.map(f -> f.getFileName().toString()))
                            .noneMatch(n -> n.endsWith(".next") || n.equals("master.changed"));
                }
            }
            assertThat(halfway).as("kills that came half-way").isPositive();
        }
    }

    @Test
    void aPackageThatIsTakenBackWhileKeysAreReplacedHasNoKeyAgain() throws Exception {
        try (var database = TestDatabase.fresh(); var taking = database.owner(); var sql = taking.createStatement()) {
            var keys = FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
            var under = keys.create(Bucket.unclassified(Clock.systemUTC().instant(), "exports"));
            try (var insert = taking.prepareStatement(
                    """
                            insert into search_export (export, owner, role, asked, state, known_at, total, key_id, key_wrapped, created_at,
                                expires_at) values (gen_random_uuid(), 'a', 'clerk', '', 'done', 0, 0, ?, ?, now(), now())""")) {
                insert.setString(1, under.value());
                insert.setBytes(2, keys.wrap(under, MasterKey.random(32)));
                insert.executeUpdate();
            }
            taking.setAutoCommit(false);
            sql.executeUpdate("update search_export set state = 'expired', key_id = null, key_wrapped = null");
            var rotating = CompletableFuture.runAsync(() -> new KeyRotation(database.connections(), keys,
                    DestructionJournals.of(home, keys), Clock.systemUTC()).run());
            await().atMost(Duration.ofMinutes(2)).until(() -> rotating.isDone()
                    || database.number("select count(*) from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0"
                            + " and datname = current_database()") > 0);
            taking.commit();
            rotating.join();
            assertThat(database.number("select count(*) from search_export where key_wrapped is not null")).isZero();
        }
    }

    private void killed(TestDatabase database, BooleanSupplier moment) throws IOException, InterruptedException {
        var classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes, RotatingProcess.class.getName(), database.url(),
                home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("ready");
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (!moment.getAsBoolean() && System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long count(Path folder, String ending) {
        var names = folder.toFile().list((_, name) -> name.endsWith(ending));
        return names == null ? 0 : names.length;
    }

    private static void fill(VaultUnderTest vault, Map<UUID, String> kept, int records) {
        for (int i = 0; i < records; i++) {
            var words = "snow " + kept.size();
            kept.put(vault.keep(words, "g" + i % GROUPS), words);
        }
    }

    private void assertAllOpen(TestDatabase database, Map<UUID, String> kept) {
        var vault = new VaultUnderTest(database.connections(), home,
                FileKeys.open(home.resolve("keys"), null, Clock.systemUTC()));
        kept.forEach((record, words) -> assertThat(vault.words(record)).isEqualTo(words));
    }
}
