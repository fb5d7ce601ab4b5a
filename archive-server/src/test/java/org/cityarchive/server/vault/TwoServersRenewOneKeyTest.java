package org.cityarchive.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.vault.BucketRenewal.Step;
import org.cityarchive.server.vault.BucketRenewal.Watch;
import org.cityarchive.server.vault.KeyProvider.Held;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.KeyState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two servers on one database, with one key store, are at the key above destroyed records at the same moment; one of them loses its claim
 * between two steps, and goes on where it stood. The key goes once, no survivor is lost, and an older backup is told of each.
 */
class TwoServersRenewOneKeyTest {
    private static final String CLAIM = "select coalesce(max(pid), 0) from pg_locks where locktype = 'advisory' and classid = 7233 and objid = 170"
            + " and granted and database = (select oid from pg_database where datname = current_database())";
    private static final String WAITING = CLAIM.replace("coalesce(max(pid), 0)", "count(*)").replace("granted", "not granted");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Watch NOBODY = _ -> {
    };

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path home;
    @SuppressWarnings("NullAway.Init")
    private static TestDatabase database;

    /** A bucket of its own for each test. */
    private final String group = "g" + UUID.randomUUID().toString().replace("-", "");
    private final Map<UUID, String> kept = new HashMap<>();

    @BeforeAll
    static void begin() {
        database = TestDatabase.fresh();
        FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void destroySome() throws SQLException {
        var vault = new VaultUnderTest(database.connections(), home,
                FileKeys.open(home.resolve("keys"), null, Clock.systemUTC()));
        for (int i = 0; i < 30; i++) {
            var words = "snow " + i;
            kept.put(vault.keep(words, group), words);
        }
        var gone = kept.keySet().stream().limit(10).collect(Collectors.toSet());
        try (var connection = database.owner(); var statement = connection.prepareStatement("""
                with gone as (delete from vault_record_key where record = any (?) returning record, life, batch)
                insert into vault_erased (record, life, at, up_to, batch) select record, life, now(), 1, batch from gone""")) {
            statement.setArray(1, connection.createArrayOf("uuid", gone.toArray()));
            assertThat(statement.executeUpdate()).isEqualTo(10);
        }
        kept.keySet().removeAll(gone);
    }

    /** A server of its own: keys opened anew. */
    private BucketRenewal server() {
        var keys = FileKeys.open(home.resolve("keys"), null, Clock.systemUTC());
        var vault = new PostgresVault(database.connections(), keys, Clock.systemUTC());
        return new BucketRenewal(database.connections(), keys, DestructionJournals.of(home, keys), Clock.systemUTC(),
                vault.recordKeys());
    }

    private boolean run(BucketRenewal server, Watch watch) {
        return server.run((vault, survivors) -> assertThat(vault.keysOf(survivors.stream().map(r -> r.value()).toList()))
                .hasSameSizeAs(survivors), watch, _ -> {
                });
    }

    /** Runs on another thread and stands still behind a step until it is let go on. */
    private final class Standing {
        private final CountDownLatch there = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final CompletableFuture<Boolean> run;

        Standing(Step behind) {
            var server = server();
            run = CompletableFuture.supplyAsync(() -> run(server, step -> {
                if (step == behind) {
                    there.countDown();
                    waitFor(goOn);
                }
            }), task -> Thread.ofPlatform().daemon().start(task));
            waitFor(there);
        }

        /** Whether it went through, or how it broke off. */
        CompletableFuture<Boolean> end() {
            goOn.countDown();
            await().atMost(PATIENCE).until(run::isDone);
            return run;
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whileOneHasTheClaimTheOtherDoesNothing() {
        var one = new Standing(Step.WRAPPED);
        assertThat(run(server(), step -> {
            throw new IllegalStateException("a second server came to " + step);
        })).isFalse();
        assertThat(one.end()).isCompletedWithValue(true);
        assertThat(run(server(), NOBODY)).isTrue();
        assertOnceAndTold();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void oneThatLostItsClaimBetweenTwoStepsChangesNothingThatAnotherDid(Step behind) throws Exception {
        var one = new Standing(behind);
        freeClaim();
        assertThat(run(server(), NOBODY)).isTrue();
        var end = one.end();
        assertThat(end.isCompletedExceptionally() || end.join()).isTrue();
        assertThat(run(server(), NOBODY)).isTrue();
        assertOnceAndTold();
    }

    @ParameterizedTest
    @EnumSource(value = Step.class, names = {"CLOSED", "WRAPPED", "PROVEN"})
    void bothGoOnFromOneStepAtTheSameMoment(Step behind) throws Exception {
        var one = new Standing(behind);
        freeClaim();
        var two = new Standing(behind);
        two.goOn.countDown();
        var _ = one.end();
        var _ = two.end();
        assertThat(run(server(), NOBODY)).isTrue();
        assertOnceAndTold();
    }

    @Test
    void aRotationBesideARenewalWaitsForIt() {
        var one = new Standing(Step.WRAPPED);
        var rotating = CompletableFuture.supplyAsync(() -> rotation().run(), task -> Thread.ofPlatform().daemon().start(task));
        await().atMost(PATIENCE).until(() -> database.number(WAITING) > 0 || rotating.isDone());
        assertThat(rotating).as("keys are changed by one at a time").isNotDone();
        assertThat(one.end()).isCompletedWithValue(true);
        await().atMost(PATIENCE).until(rotating::isDone);
        assertThat(run(server(), NOBODY)).isTrue();
        assertKeptAndTold();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void aRotationAfterARenewalThatWasKilledLosesNoSurvivor(Step behind) {
        assertThatThrownBy(() -> run(server(), step -> {
            if (step == behind) {
                throw new IllegalStateException("killed");
            }
        })).hasMessage("killed");
        var before = live();
        var done = rotation().run();
        assertThat(live().stream().filter(before::contains)).as("it says how many it left to that").hasSize(done.left());
        assertThat(done.left()).isEqualTo(behind.compareTo(Step.KEY_DESTROYED) < 0 ? 1 : 0);
        assertThat(run(server(), NOBODY)).isTrue();
        assertKeptAndTold();
    }

    private static Set<KeyId> live() {
        return FileKeys.open(home.resolve("keys"), null, Clock.systemUTC()).inventory().stream()
                .filter(held -> held.state() == KeyState.LIVE).map(Held::key).collect(Collectors.toSet());
    }

    private static KeyRotation rotation() {
        var keys = FileKeys.open(home.resolve("keys"), null, Clock.systemUTC());
        return new KeyRotation(database.connections(), keys, DestructionJournals.of(home, keys), Clock.systemUTC());
    }

    /** As when the connection breaks, or the server's machine is cut off. */
    private void freeClaim() throws SQLException {
        long pid = database.number(CLAIM);
        assertThat(pid).isPositive();
        database.number("select pg_terminate_backend(" + pid + ", 5000)::int");
        await().atMost(PATIENCE).until(() -> database.number(CLAIM) == 0);
    }

    private void assertKeptAndTold() {
        var keys = FileKeys.open(home.resolve("keys"), null, Clock.systemUTC());
        var vault = new VaultUnderTest(database.connections(), home, keys);
        kept.forEach((record, words) -> assertThat(vault.words(record)).isEqualTo(words));
        assertThat(told(DestructionJournals.of(home, keys))).containsAll(stored());
    }

    private void assertOnceAndTold() {
        assertKeptAndTold();
        var keys = FileKeys.open(home.resolve("keys"), null, Clock.systemUTC());
        assertThat(keys.inventory().stream().filter(held -> held.bucket().contains(group)).map(Held::state))
                .containsExactlyInAnyOrder(KeyState.DESTROYED, KeyState.LIVE);
        assertThat(database
                .number("select count(*) from vault_renewal r where destroyed_at is not null and survivors = 20 and key like '%"
                        + group + "%' and 20 = (select count(*) from vault_record_key k where k.batch = r.batch)"))
                .isOne();
    }

    /** Each row of a survivor's key or its batch as the journals leave it to an older backup, with the records that go. */
    private static Set<List<String>> told(DestructionJournals journals) {
        var last = new HashMap<List<String>, List<String>>();
        journals.after(0, entry -> {
            switch (entry) {
                case JournalEntry.Survivor(RecordKeyRow row) -> last.put(List.of("key", row.subject().toString()),
                        List.of("key", row.subject().toString(), "" + row.batch(), base64(row.wrapped())));
                case JournalEntry.Batch batch ->
                    last.put(List.of("batch", "" + batch.number()),
                            List.of("batch", "" + batch.number(), base64(batch.wrapped())));
                default -> {
                    // what went
                }
            }
        });
        return Set.copyOf(last.values());
    }

    private Set<List<String>> stored() {
        var rows = new HashSet<List<String>>();
        try (var connection = database.owner();
                var statement = connection.prepareStatement(
                        """
                                select k.record, k.batch, k.wrapped, b.wrapped from vault_record_key k join vault_batch_key b on b.number = k.batch
                                where k.record = any (?)""")) {
            statement.setArray(1, connection.createArrayOf("uuid", kept.keySet().toArray()));
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(List.of("key", row.getString(1), row.getString(2), base64(row.getBytes(3))));
                    rows.add(List.of("batch", row.getString(2), base64(row.getBytes(4))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
