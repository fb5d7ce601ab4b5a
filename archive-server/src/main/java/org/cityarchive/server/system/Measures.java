package org.cityarchive.server.system;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.cityarchive.server.capture.DamageSeen;
import org.cityarchive.server.capture.DamagedRecord;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.system.Measured.Stored;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyTrouble;
import org.jspecify.annotations.Nullable;

/**
 * How does the archive stand now? Measured at most every two seconds however many ask, and told within three also when the database
 * gives no answer: then what it would have told is missing, which is an answer too.
 */
final class Measures {
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int PATIENCE_SECONDS = 3;

    private final StoredMeasures database;
    private final PostgresEventStore store;
    private final KeyProvider keys;
    private final Disks disks;
    private final DamageSeen damage;
    private final Clock clock;
    private @Nullable Measured last;
    private long lastNanos;
    private @Nullable CompletableFuture<Stored> asked;

    Measures(StoredMeasures database, PostgresEventStore store, KeyProvider keys, Disks disks,
            DamageSeen damage, Clock clock) {
        this.database = database;
        this.store = store;
        this.keys = keys;
        this.disks = disks;
        this.damage = damage;
        this.clock = clock;
    }

    synchronized Measured now() {
        var known = last;
        if (known != null && System.nanoTime() - lastNanos < FRESH.toNanos()) {
            return known;
        }
        var stored = stored();
        var fresh = new Measured(clock.instant(), stored, store.isWriting(), store.waiting(), keysTrouble(), disks.measure(),
                disks.bytes("index"), damage.all().stream().map(DamagedRecord::record).toList());
        last = fresh;
        lastNanos = System.nanoTime();
        return fresh;
    }

    /** A question that is still open is not asked a second time: it holds a connection. */
    private @Nullable Stored stored() {
        var open = asked;
        if (open == null || open.isDone()) {
            open = CompletableFuture.supplyAsync(database::measure, Thread::startVirtualThread);
            asked = open;
        }
        try {
            return open.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Asked of the store itself each time, not of what was read at the start. */
    @Nullable
    String keysTrouble() {
        try {
            keys.secret(KeyProvider.Secret.COMMIT);
            return null;
        } catch (KeyTrouble e) {
            return String.valueOf(e.getMessage());
        }
    }
}
