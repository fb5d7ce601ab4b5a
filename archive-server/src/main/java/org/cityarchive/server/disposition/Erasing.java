package org.cityarchive.server.disposition;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.server.capture.ImportKeyRenewal;
import org.cityarchive.server.capture.KeptUploads;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.RefusedOfDestroyed;
import org.cityarchive.server.search.ExportJobs;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.BucketRenewal;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealedVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a destruction leaves to be done after its commit (EVIDENCE.md §6.2, steps 2 to 5): the records go from the index to the byte, from
 * packages and queues; survivors get other keys, and the key above the destroyed ones goes. Every step is kept: killed anywhere, it goes
 * on, at the start or a minute later. Whoever carries dispositions out calls {@link #finish} when one is through, and nothing else.
 */
public final class Erasing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasing.class);
    private static final Duration EVERY = Duration.ofSeconds(20);
    /** Groups of one batch follow each other faster than this: their buckets are renewed together. */
    private static final Duration REST = Duration.ofSeconds(30);
    /** Every clearing reads all refused lines and uploads: it comes once a list, unless that takes so long. */
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRIES = 40;

    private final ErasureRows rows;
    private final BucketRenewal renewal;
    private final Held held;
    private final Archive archive;
    private final Certifying certifying;
    private final Supplier<String> zone;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("erasing").factory());

    Erasing(ErasureRows rows, BucketRenewal renewal, Held held, Archive archive, Certifying certifying,
            Supplier<String> zone) {
        this.rows = rows;
        this.renewal = renewal;
        this.held = held;
        this.archive = archive;
        this.certifying = certifying;
        this.zone = zone;
    }

    /** What may hold words of records beside the vault, or tells of them. */
    record Held(Records records, RecordIndex files, RecordsIndexed index, Projections projections, ExportJobs exports,
            KeptUploads uploads,
            RefusedOfDestroyed refused, ImportKeyRenewal keys) {}

    Erasing start(String place) {
        rows.register(place);
        var old = rows.gone();
        if (!old.isEmpty()) {
            if (!rows.isCaughtUp() && (held.files.isOlder() || held.uploads.any())) {
                rows.reopen(old); // certificates were final without this home, which joins now, and nobody knows that it is clear
            }
            held.index.forget(old); // before anybody searches in it: this home was away when they were destroyed
        }
        var _ = timer.scheduleWithFixedDelay(this::look, 1, EVERY.toSeconds(), TimeUnit.SECONDS);
        return this;
    }

    private void look() {
        try {
            rows.seen();
            renewal.forgetDestroyed();
            if (rows.anyOpen(REST, LONGEST) || !rows.isCaughtUp()) {
                finish();
            } else {
                certifying.issue(); // a copy of a key that was outstanding may be gone
            }
        } catch (RuntimeException e) { // a timer that throws never comes again
            LOG.warn("what was destroyed is not erased everywhere yet ({}); trying again", e.getClass().getName());
        }
    }

    /**
     * Does all that is left to be done; nothing where nothing is left. Waits for the index, and for another caller.
     *
     * @return whether nothing is left; false: another server is at it, another home is not clear yet, or a long search still reads old
     *     files of the index
     * @throws org.cityarchive.server.vault.SealBroken a survivor is not what its facts say: its bucket's key was not destroyed
     */
    public boolean finish() {
        return finish(_ -> {
        });
    }

    /** The same, watched. */
    synchronized boolean finish(BucketRenewal.Watch watch) {
        certifying.issue();
        boolean cleared = tried();
        boolean renewed = renewal.run(this::prove, watch, held.keys::run);
        renewal.forgetDestroyed();
        for (var tell : rows.untold()) {
            archive.send(tell, new Attribution("archive", "archive", UUID.randomUUID().toString(), null, zone.get()));
            rows.told(tell);
        }
        rows.done();
        certifying.issue();
        return cleared && renewed && !rows.awaitsAnother();
    }

    /** What cannot be cleared now stays open, and keeps no key alive. */
    private boolean tried() {
        try {
            boolean clear = clear();
            rows.through();
            return clear;
        } catch (RuntimeException e) {
            LOG.warn("what was destroyed is not cleared everywhere yet ({}); trying again", e.getClass().getName());
            return false;
        }
    }

    private boolean clear() {
        var destroyed = rows.uncleared();
        if (destroyed.isEmpty()) {
            rows.caughtUp();
            return true;
        }
        held.exports.takeBack(destroyed);
        boolean uploads = held.uploads.letGoOf(Set.copyOf(destroyed));
        boolean read = held.refused.letGoOf(Set.copyOf(destroyed)) && uploads;
        if (!held.projections.awaitPosition(RecordsIndexed.NAME, rows.head(), PATIENCE)) {
            return false;
        }
        for (int i = 0; i < TRIES; i++) {
            var purged = held.index.purge(destroyed);
            if (purged.isClean()) {
                rows.sweep();
                if (!read) {
                    return false; // a file may hold them: looked at again
                }
                rows.cleared(destroyed, purged.commit());
                rows.caughtUp();
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos()); // a search still reads the old files
        }
        LOG.warn("the files of the index still hold destroyed records; trying again");
        return false;
    }

    /** Every wording of the survivors against what its fact committed to. */
    private void prove(PostgresVault vault, Collection<RecordId> survivors) {
        var roots = new HashMap<SealedVersion, Commitment>();
        held.records.lives(survivors, Long.MAX_VALUE).forEach((record, life) -> life.facts().forEach(recorded -> {
            CaptureEvent fact = recorded.fact();
            var version = fact.version();
            if (version != null) {
                roots.put(SealedVersion.of(record, version.number()), version.content());
            }
        }));
        vault.contents(roots.keySet()).forEach((version, content) -> {
            var root = roots.get(version);
            if (root != null) {
                content.verify(root);
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
