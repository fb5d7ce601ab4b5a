package org.cityarchive.server.vault;

import static java.util.Objects.requireNonNull;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.cityarchive.server.vault.SealBroken.Trouble;

/**
 * Record keys, each wrapped by its bucket's batch key of the hour, so that the key provider is asked once an hour and bucket. A fresh key
 * is made before the decision that may need it; when that comes out otherwise it was never stored. Safe for many threads.
 */
public final class RecordKeys {
    private final KeyProvider provider;
    private final BatchKeys rows;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentMap<Bucket, BatchKey> current = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, KeyWrap> opened = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, String> troubles = new ConcurrentHashMap<>();

    RecordKeys(KeyProvider provider, BatchKeys rows, Clock clock) {
        this.provider = provider;
        this.rows = rows;
        this.clock = clock;
    }

    /** A key and the row that keeps it. */
    public record Fresh(RecordKey key, RecordKeyRow row) {}

    private record BatchKey(int number, Instant hour, KeyWrap under) {}

    /** A new key for a record captured now, by the group of its account or import job. */
    public Fresh fresh(UUID subject, int life, String group) {
        var batch = batchOf(Bucket.unclassified(clock.instant(), group));
        byte[] key = new byte[32];
        random.nextBytes(key);
        return new Fresh(new RecordKey(subject, life, key),
                new RecordKeyRow(subject, life, batch.number, batch.under.wrap(key)));
    }

    /**
     * Opens stored keys.
     *
     * @return by subject; where one has several lives, the last
     * @throws SealBroken a key row that does not open, or whose batch key is gone
     */
    public Map<UUID, RecordKey> open(Collection<RecordKeyRow> stored) {
        unwrapBatches(stored);
        var keys = new HashMap<UUID, RecordKey>();
        for (var row : stored) {
            var known = keys.get(row.subject());
            if (known == null || known.life() < row.life()) {
                keys.put(row.subject(), open(row));
            }
        }
        return keys;
    }

    /** Drops a batch key from memory: its bucket was destroyed. */
    public void forget(int batch) {
        opened.remove(batch);
        current.values().removeIf(b -> b.number == batch);
    }

    /** Looks which batch keys of this hour were closed since, here or by another server: the next key is wrapped by another. */
    public void lookAgain() {
        var numbers = current.values().stream().map(BatchKey::number).toList();
        if (!numbers.isEmpty()) {
            rows.closed(numbers).forEach(this::forget);
        }
    }

    /** Drops from memory the batch keys whose bucket key is destroyed, by this server or another: they would open what older backups hold. */
    void forgetDestroyed() {
        provider.forgetDestroyed();
        for (var batch : rows.read(rows.closed(Set.copyOf(opened.keySet())))) {
            if (provider.receipt(batch.under()).isPresent()) {
                forget(batch.number());
            }
        }
    }

    private RecordKey open(RecordKeyRow row) {
        var batch = opened.get(row.batch());
        if (batch == null) {
            throw new SealBroken(row.subject(), "key", Trouble.KEY_BROKEN,
                    "is wrapped by the batch key " + row.batch() + ", which cannot be had: "
                            + troubles.getOrDefault(row.batch(), "its row is missing."));
        }
        byte[] key = batch.unwrap(row.wrapped());
        if (key == null) {
            throw new SealBroken(row.subject(), "key", Trouble.KEY_BROKEN, "does not open");
        }
        return new RecordKey(row.subject(), row.life(), key);
    }

    /** Unwraps the batch keys that these rows need and that are not yet in memory. */
    void unwrapBatches(Collection<RecordKeyRow> stored) {
        var missing = new HashSet<Integer>();
        for (var row : stored) {
            if (!opened.containsKey(row.batch())) {
                missing.add(row.batch());
            }
        }
        if (!missing.isEmpty()) {
            var again = unwrapped(missing);
            if (!again.isEmpty()) {
                unwrapped(again); // a rotation may have come between the row and its key
            }
        }
    }

    /** Those that did not open. */
    private Set<Integer> unwrapped(Set<Integer> numbers) {
        var failed = new HashSet<Integer>();
        for (var batch : rows.read(numbers)) {
            try {
                opened.put(batch.number(), new KeyWrap(provider.unwrap(batch.under(), batch.wrapped())));
            } catch (KeyTrouble e) {
                // The batch's records are told one by one, and the others still open.
                troubles.put(batch.number(), String.valueOf(e.getMessage()));
                failed.add(batch.number());
            }
        }
        return failed;
    }

    private BatchKey batchOf(Bucket bucket) {
        var hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
        var known = current.get(bucket);
        if (known != null && known.hour.equals(hour)) {
            return known;
        }
        current.keySet().removeIf(b -> b.month().isBefore(bucket.month()));
        return requireNonNull(
                current.compute(bucket, (_, b) -> b != null && Duration.between(b.hour, hour).isZero() ? b : made(bucket, hour)));
    }

    private BatchKey made(Bucket bucket, Instant hour) {
        byte[] key = new byte[32];
        random.nextBytes(key);
        int number = provider.under(bucket, under -> rows.keep(bucket, hour, under, provider.wrap(under, key)));
        var batch = new KeyWrap(key);
        opened.put(number, batch);
        return new BatchKey(number, hour, batch);
    }
}
