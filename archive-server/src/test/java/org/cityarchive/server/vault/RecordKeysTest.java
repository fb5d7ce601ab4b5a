package org.cityarchive.server.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordKeysTest {
    @TempDir
    Path home = Path.of("");
    private final Rows rows = new Rows();
    private final Ticking clock = new Ticking(Instant.parse("2026-11-30T22:10:00Z"));
    private @Nullable FileKeys made;

    @BeforeEach
    void make() {
        made = FileKeys.create(home.resolve("keys"), null, clock);
    }

    private FileKeys provider() {
        return Objects.requireNonNull(made);
    }

    @Test
    void aFreshKeyOpensFromItsRowAfterARestart() {
        var fresh = keys().fresh(new UUID(1, 2), 1, "a");
        assertThat(fresh.row().wrapped()).hasSize(40);
        assertThat(keys().open(List.of(fresh.row())).get(new UUID(1, 2))).extracting(RecordKey::bytes)
                .isEqualTo(fresh.key().bytes());
        assertThat(fresh.toString()).doesNotContain(Base64.getEncoder().encodeToString(fresh.key().bytes()));
    }

    @Test
    void manyThreadsShareTheHoursBatchKey() {
        var keys = keys();
        var fresh = IntStream.range(0, 2_000).parallel().mapToObj(i -> keys.fresh(new UUID(0, i), 1, "g" + i % 3)).toList();
        assertThat(rows.kept).hasSize(3);
        assertThat(provider().inventory()).hasSize(3);
        var opened = keys().open(fresh.stream().map(RecordKeys.Fresh::row).toList());
        assertThat(fresh).allSatisfy(
                f -> assertThat(opened.get(f.key().subject())).extracting(RecordKey::bytes).isEqualTo(f.key().bytes()));
        assertThat(fresh.stream().map(f -> new BigInteger(f.key().bytes())).distinct()).hasSize(2_000);
    }

    @Test
    void aNewHourHasANewBatchKeyAndANewMonthANewBucket() {
        var keys = keys();
        keys.fresh(new UUID(0, 1), 1, "a");
        keys.fresh(new UUID(0, 2), 1, "a");
        assertThat(rows.kept).hasSize(1);
        clock.now = clock.now.plus(Duration.ofHours(1));
        keys.fresh(new UUID(0, 3), 1, "a");
        assertThat(rows.kept).hasSize(2);
        assertThat(provider().inventory()).hasSize(1);
        clock.now = clock.now.plus(Duration.ofHours(1));
        keys.fresh(new UUID(0, 4), 1, "a");
        assertThat(provider().inventory()).hasSize(2);
    }

    @Test
    void theLastLifeIsTheOneThatOpens() {
        var first = keys().fresh(new UUID(1, 2), 1, "a");
        var second = keys().fresh(new UUID(1, 2), 2, "a");
        assertThat(keys().open(List.of(second.row(), first.row())).get(new UUID(1, 2))).extracting(RecordKey::bytes)
                .isEqualTo(second.key().bytes());
    }

    @Test
    void aKeyThatDoesNotOpenIsNamed() {
        var fresh = keys().fresh(new UUID(1, 2), 1, "a");
        var row = fresh.row();
        byte[] changed = row.wrapped().clone();
        changed[0]++;
        assertThatThrownBy(() -> keys().open(List.of(new RecordKeyRow(row.subject(), 1, row.batch(), changed))))
                .isInstanceOf(SealBroken.class).hasMessageContaining(row.subject().toString());
        assertThatThrownBy(() -> keys().open(List.of(new RecordKeyRow(row.subject(), 1, 99, row.wrapped()))))
                .isInstanceOf(SealBroken.class).hasMessageContaining("99");
        provider().inventory().forEach(held -> provider().destroy(held.key()));
        assertThatThrownBy(() -> keys().open(List.of(row))).isInstanceOf(SealBroken.class).hasMessageContaining("was destroyed");
    }

    @Test
    void aKeyThatAnotherServerDestroyedLeavesTheMemoryOfThisOne() {
        var fresh = keys().fresh(new UUID(1, 2), 1, "a");
        var other = keys().fresh(new UUID(1, 3), 1, "b");
        var here = FileKeys.open(home.resolve("keys"), null, clock);
        var keys = new RecordKeys(here, rows, clock);
        assertThat(keys.open(List.of(fresh.row(), other.row()))).hasSize(2);
        var batch = Objects.requireNonNull(rows.kept.get(fresh.row().batch()));
        rows.closed.add(batch.number());
        provider().destroy(batch.under()); // as another server does
        assertThat(keys.open(List.of(fresh.row()))).as("it is in the memory of this one").hasSize(1);
        keys.forgetDestroyed();
        assertThatThrownBy(() -> keys.open(List.of(fresh.row()))).isInstanceOf(SealBroken.class)
                .hasMessageContaining("was destroyed");
        assertThatThrownBy(() -> here.unwrap(batch.under(), batch.wrapped())).isInstanceOf(KeyTrouble.class);
        assertThat(keys.open(List.of(other.row()))).hasSize(1);
    }

    private RecordKeys keys() {
        return new RecordKeys(provider(), rows, clock);
    }

    private static final class Rows implements BatchKeys {
        final Map<Integer, BatchKeyRow> kept = new ConcurrentHashMap<>();
        final AtomicInteger last = new AtomicInteger();
        final Set<Integer> closed = ConcurrentHashMap.newKeySet();

        @Override
        public int keep(Bucket bucket, Instant hour, KeyId under, byte[] wrapped) {
            int number = last.incrementAndGet();
            kept.put(number, new BatchKeyRow(number, under, wrapped));
            return number;
        }

        @Override
        public List<BatchKeyRow> read(Collection<Integer> numbers) {
            return kept.values().stream().filter(r -> numbers.contains(r.number())).toList();
        }

        @Override
        public Set<Integer> closed(Collection<Integer> numbers) {
            return closed.stream().filter(numbers::contains).collect(Collectors.toSet());
        }
    }

    private static final class Ticking extends Clock {
        volatile Instant now;

        Ticking(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
