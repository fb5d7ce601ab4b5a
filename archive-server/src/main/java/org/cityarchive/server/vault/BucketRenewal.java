package org.cityarchive.server.vault;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.RenewalRows.Renewal;

/**
 * Destroys the bucket keys above destroyed records (EVIDENCE.md §6.2, steps 3 to 5): the bucket is closed, each survivor's key is wrapped
 * under a fresh batch key of a new bucket key, read back and shown to open what its facts committed to; a journal tells older backups;
 * only then the old key goes. Each step is a row: killed anywhere, the next run goes on.
 */
public final class BucketRenewal {
    private static final int AT_ONCE = 500;
    private static final UUID LEAST = new UUID(0, 0);

    private final DataSource database;
    private final KeyProvider keys;
    private final DestructionJournals journals;
    private final Clock clock;
    private final RenewalRows rows;
    private final RecordKeys inUse;

    /** @param inUse the keys with which this server makes new records: it leaves the closed bucket at once */
    public BucketRenewal(DataSource database, KeyProvider keys, DestructionJournals journals, Clock clock, RecordKeys inUse) {
        this.database = database;
        this.keys = keys;
        this.journals = journals;
        this.clock = clock;
        this.rows = new RenewalRows(database);
        this.inUse = inUse;
    }

    /** Shows that survivors are what their facts say. */
    public interface Proof {
        /**
         * Opens all that is kept of them.
         *
         * @param vault reads them with the keys as they are stored now
         * @throws SealBroken one does not open or is not what its fact committed to
         */
        void prove(PostgresVault vault, Collection<RecordId> survivors);
    }

    /** Where a run stands, for who watches it. */
    public enum Step {
        CLOSED, WRAPPED, PROVEN, JOURNAL_KEPT, KEY_DESTROYED, RECEIPT_KEPT
    }

    /** Told after each step. */
    public interface Watch {
        void after(Step step);
    }

    /**
     * Renews every bucket of which something was erased; does nothing where another server is at it.
     *
     * @param beside renews what else is sealed by keys of the provider, and runs alone as well; it asks before each step whether it still
     *     does
     * @return whether none is left
     * @throws SealBroken a survivor is not what its facts say: nothing was destroyed
     */
    public boolean run(Proof proof, Watch watch, Consumer<Runnable> beside) {
        var claim = AloneWithKeys.tried(database);
        if (claim.isEmpty()) {
            return false;
        }
        try (var alone = claim.get()) {
            for (var open = rows.open(); !open.isEmpty(); open = rows.open()) {
                open.forEach(renewal -> renew(renewal, proof, watch, alone));
            }
            beside.accept(alone::require);
            return true;
        }
    }

    /** Drops the keys that are gone from this server's memory, whichever server destroyed them. */
    public void forgetDestroyed() {
        inUse.forgetDestroyed();
    }

    private void renew(Renewal renewal, Proof proof, Watch watch, AloneWithKeys alone) {
        var old = renewal.old();
        var gone = keys.receipt(old);
        if (gone.isPresent()) { // killed after the key went, or a rotation took it
            rows.destroyed(gone.get());
            return;
        }
        var next = keys.renew(old);
        alone.require();
        rows.close(old, next);
        inUse.lookAgain();
        watch.after(Step.CLOSED);
        alone.require();
        int batch = wrapAnew(renewal, next);
        watch.after(Step.WRAPPED);
        rows.survivors(old, proven(batch, proof));
        watch.after(Step.PROVEN);
        alone.require();
        rows.journal(old, tellOlderBackups(old, next, batch));
        watch.after(Step.JOURNAL_KEPT);
        alone.require();
        var receipt = keys.destroy(old);
        watch.after(Step.KEY_DESTROYED);
        rows.destroyed(receipt);
        watch.after(Step.RECEIPT_KEPT);
    }

    private int wrapAnew(Renewal renewal, KeyId next) {
        var old = renewal.old();
        int number = renewal.batch() == null ? fresh(old, next) : renewal.batch();
        byte[] under = keys.unwrap(next, rows.batch(number).wrapped());
        var batches = new HashMap<Integer, byte[]>();
        rows.batches(old).forEach(row -> batches.put(row.number(), keys.unwrap(old, row.wrapped())));
        for (var page = rows.under(old, AT_ONCE); !page.isEmpty(); page = rows.under(old, AT_ONCE)) {
            var wrapped = new ArrayList<RecordKeyRow>();
            for (var row : page) {
                byte[] key = KeyWrap.unwrap(requireNonNull(batches.get(row.batch())), row.wrapped());
                if (key == null) {
                    throw new KeyTrouble("The key of the survivor " + row.subject() + " does not open; the bucket key " + old
                            + " stays, and what was destroyed under it is unreadable only in this database.");
                }
                wrapped.add(new RecordKeyRow(row.subject(), row.life(), number, KeyWrap.wrap(under, key)));
                Arrays.fill(key, (byte) 0);
            }
            rows.wrapped(page, wrapped);
        }
        batches.values().forEach(key -> Arrays.fill(key, (byte) 0));
        return number;
    }

    private int fresh(KeyId old, KeyId next) {
        var name = rows.bucket(old).orElseThrow().split("/", -1);
        var bucket = new Bucket(name[0], YearMonth.parse(name[1]), name[2]);
        int number = new VaultRows(database).keep(bucket, clock.instant().truncatedTo(ChronoUnit.HOURS), next,
                keys.wrap(next, MasterKey.random(32)));
        return rows.batch(old, number);
    }

    /** With keys read anew from where they are kept; how many. */
    private int proven(int batch, Proof proof) {
        int survivors = 0;
        var after = LEAST;
        for (var page = rows.of(batch, after, AT_ONCE); !page.isEmpty(); page = rows.of(batch, after, AT_ONCE)) {
            proof.prove(new PostgresVault(database, keys, clock), records(page));
            survivors += page.size();
            after = page.getLast().subject();
        }
        return survivors;
    }

    private static Set<RecordId> records(List<RecordKeyRow> page) {
        return page.stream().map(row -> new RecordId(row.subject())).collect(Collectors.toSet());
    }

    private long tellOlderBackups(KeyId old, KeyId next, int batch) {
        try (var journal = journals.begin()) {
            for (var gone : rows.erased(old)) {
                journal.add(gone);
            }
            var kept = rows.batch(batch);
            journal.add(new JournalEntry.Batch(batch, kept.bucket(), kept.hour(), next, kept.wrapped()));
            var after = LEAST;
            for (var page = rows.of(batch, after, AT_ONCE); !page.isEmpty(); page = rows.of(batch, after, AT_ONCE)) {
                for (var row : page) {
                    journal.add(new JournalEntry.Survivor(row));
                }
                after = page.getLast().subject();
            }
            journal.add(new JournalEntry.Retired(old));
            return journal.finish().number();
        } catch (IOException e) {
            throw new UncheckedIOException("the destruction journal cannot be written", e);
        }
    }
}
