package org.cityarchive.server.capture;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import java.util.Set;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.format.Importers;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.capture.SpoolKey.SpoolBroken;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that were handed over and lie sealed until somebody resumes their import. Where one holds words of a destroyed record it goes, and
 * the import ends with what it took: the file can be brought again, and what was destroyed is not taken in anew.
 */
public final class KeptUploads {
    private static final Logger LOG = LoggerFactory.getLogger(KeptUploads.class);

    private final Importers importers = Importers.known();
    private final ImportRows rows;
    private final Spool spool;
    private final ImportKeys keys;
    private final ImportAccounts accounts;
    private final RecordIdentity identity;
    private final RefusedOfDestroyed refused;
    private final Clock clock;

    KeptUploads(ImportRows rows, Spool spool, ImportKeys keys, ImportAccounts accounts, RecordIdentity identity,
            RefusedOfDestroyed refused, Clock clock) {
        this.rows = rows;
        this.spool = spool;
        this.keys = keys;
        this.accounts = accounts;
        this.identity = identity;
        this.refused = refused;
        this.clock = clock;
    }

    /**
     * Lets go of the uploads that hold one of these records, and of those that nobody can read any more.
     *
     * @return whether none holds one any more; false: one is being read at this moment and goes when it is through, or what one holds is
     *     not known now
     */
    public boolean letGoOf(Set<RecordId> destroyed) {
        boolean gone = true;
        for (var job : rows.notDone()) {
            gone &= isFree(job, destroyed);
        }
        return gone;
    }

    /** Whether any lies here. */
    public boolean any() {
        return rows.notDone().stream().anyMatch(job -> spool.has(job.id()));
    }

    private boolean isFree(ImportJob job, Set<RecordId> destroyed) {
        try {
            return !spool.has(job.id()) || !holds(job, destroyed) || letGo(job);
        } catch (IOException | RuntimeException e) { // a disk or a key that fails now; nobody loses a file for it
            LOG.warn("what the upload of import {} holds is not known now ({}); looked at again", job.number(),
                    e.getClass().getName());
            return false;
        }
    }

    /** False: it is being read, or was resumed in this moment. */
    private boolean letGo(ImportJob job) throws IOException {
        boolean stopped = rows.move(job.id(), List.of(ImportState.PAUSED, ImportState.FAILED), ImportState.STOPPED,
                "Its file held records that were destroyed, and is gone; what was read before stays. Bring the rest as a file anew.",
                clock.instant());
        if (!stopped && rows.find(job.id())
                .filter(now -> now.state() != ImportState.DONE && now.state() != ImportState.STOPPED).isPresent()) {
            return false;
        }
        rows.uploadGone(job.id());
        spool.deleteEverywhere(job.id());
        LOG.info("the upload of import {} held destroyed records and is deleted", job.number());
        return true;
    }

    private boolean isOf(Entry entry, Set<RecordId> destroyed, List<AccountRegister.Entry> register) {
        return switch (entry) {
            case Entry.Taken taken -> accounts.resolve(taken.owner().platform(), taken.owner().names())
                    .map(account -> identity.of(taken.owner().platform(), account, taken.observation().key().id()))
                    .filter(destroyed::contains).isPresent();
            case Entry.Refused line -> refused.isOf(line.bytes(), register, destroyed);
        };
    }

    private boolean holds(ImportJob job, Set<RecordId> destroyed) throws IOException {
        var register = refused.accounts();
        try (var reading = importers.open(job.format(), spool.delivered(job.id(), job.fileName(), job.size(), keys.of(job, rows)),
                new Terms(job.account(), job.fileTime(), clock), Position.START)) {
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                if (isOf(entry, destroyed, register)) {
                    return true;
                }
            }
            return false;
        } catch (SpoolBroken | UnreadableException _) {
            return true; // nobody can say what it holds, and nobody can read it
        } catch (NoSuchFileException _) {
            return false; // its import ended in this moment
        }
    }
}
