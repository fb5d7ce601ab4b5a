package org.cityarchive.server.backup;

import org.cityarchive.server.vault.KeyTrouble;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import org.cityarchive.core.law.Failure;
import org.cityarchive.core.people.Actor;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups of the running archive, one at a time. */
public final class BackupJobs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupJobs.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Backup backup;
    private final AccessLog log;
    private final AtomicReference<@Nullable Job> newest = new AtomicReference<>();
    private volatile @Nullable Thread thread;

    BackupJobs(Backup backup, AccessLog log) {
        this.backup = backup;
        this.log = log;
    }

    /** How a backup stands. */
    public enum State {
        RUNNING, DONE, FAILED
    }

    /**
     * A backup that was asked for.
     *
     * @param step what is being done, in words
     * @param finished null until it is whole
     * @param reason why it failed; null: it did not
     */
    public record Job(UUID id, State state, String step, long done, long total, Backup.@Nullable Done finished,
            @Nullable String reason) {}

    /**
     * Begins one; it is written down first who asked for it.
     *
     * @throws Failure.StoreBusy another one runs
     */
    Job begin(Actor actor, Backup.Target target) {
        var job = new Job(UUID.randomUUID(), State.RUNNING, "begin", 0, 1, null, null);
        synchronized (this) {
            var running = newest.get();
            if (running != null && running.state() == State.RUNNING) {
                throw new Failure.StoreBusy("another backup runs");
            }
            newest.set(job);
        }
        log.note(actor, new Note(Act.EXPORT, "backup " + job.id(), "into " + target.folder()
                + (target.keys() == null ? ", without keys" : ", keys into " + target.keys())));
        thread = Thread.ofPlatform().daemon().name("backup").start(() -> run(job.id(), target));
        return job;
    }

    private void run(UUID id, Backup.Target target) {
        try {
            var done = backup.run(target,
                    (step, part, total) -> newest.set(new Job(id, State.RUNNING, step, part, total, null, null)));
            newest.set(new Job(id, State.DONE, "done", 1, 1, done, null));
            LOG.info("backup {} goes to position {}: {} rows, {} bytes added in {} s", done.backup(), done.position(),
                    done.addedRows(), done.addedBytes(), done.seconds());
        } catch (BackupTrouble | KeyTrouble e) {
            fail(id, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.warn("a backup could not be written: {}", e.getClass().getName());
            fail(id, "The backup could not be written (" + e.getClass().getSimpleName() + ": " + e.getMessage()
                    + "). Is the disk full or away? The backup that was there before still is; run it again and it goes on.");
        } catch (Failure e) {
            fail(id, "The database did not answer. The backup that was there before still is; run it again and it goes on.");
        } catch (RuntimeException defect) {
            LOG.error("a backup stopped by a defect", defect);
            fail(id, "Something in the archive is broken, and it is ours: the backup is not whole. The log tells more.");
        }
    }

    private void fail(UUID id, String reason) {
        newest.set(new Job(id, State.FAILED, "failed", 0, 1, null, reason));
    }

    /** The one of this id, while no other was begun after it. */
    Optional<Job> job(UUID id) {
        return newest().filter(job -> job.id().equals(id));
    }

    /** The last one that was asked for since the start. */
    public Optional<Job> newest() {
        return Optional.ofNullable(newest.get());
    }

    @Override
    public void close() {
        var running = thread;
        if (running != null) {
            running.interrupt();
            try {
                running.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
