package org.cityarchive.server.search;

import java.nio.file.NoSuchFileException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.AccessLog;
import org.cityarchive.server.security.AccessLog.Act;
import org.cityarchive.server.security.AccessLog.Note;
import org.cityarchive.server.store.Claims;
import org.cityarchive.server.store.SqlTrouble;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.SealedFile;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.PageAddress;
import org.cityarchive.server.web.Refused;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exports: packages written in the background, kept sealed for 7 days, then deleted with their keys. A process that is killed begins
 * them anew from the first record, of the same position. Whoever destroys a record takes the packages back that hold it.
 */
public final class ExportJobs implements AutoCloseable {
    static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST_AT_ONCE = 10;
    private static final int LONGEST_KEY = 200;

    private final ExportRows rows;
    private final ExportFolder folder;
    private final Claims claims;
    private final ExportRun run;
    private final PackageKeys keys;
    private final SealedText sealed;
    private final AccessLog log;
    private final Clock clock;
    private final JsonMapper json;
    private final Map<UUID, ExportThread> threads = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ExportJobs(ExportRows rows, ExportFolder folder, Claims claims, ExportRun run, KeyProvider keys, SealedText sealed,
            AccessLog log,
            Clock clock, JsonMapper json) {
        this.rows = rows;
        this.folder = folder;
        this.claims = claims;
        this.run = run;
        this.keys = new PackageKeys(rows, keys);
        this.sealed = sealed;
        this.log = log;
        this.clock = clock;
        this.json = json;
    }

    /** A package to be read. */
    public record Opened(String name, long size, InputStream bytes) {}

    /** Begins anew what was not finished when the process ended. */
    public void start() {
        expire();
        folder.sweep(rows.kept());
        goOn();
    }

    /** Writes what nobody writes: also what a server on the same database began that is no longer there. */
    void goOn() {
        rows.unfinished().stream().map(ExportJob::id).filter(id -> !threads.containsKey(id) && isMine(id)).forEach(this::launch);
    }

    private boolean isMine(UUID id) {
        try {
            return claims.claim(id.toString());
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Takes back the packages that hold one of these records, which were destroyed, and those being made, which may: one can be made again. */
    public void takeBack(Collection<RecordId> destroyed) {
        rows.takeBack(destroyed.stream().map(RecordId::value).collect(Collectors.toSet()), clock.instant())
                .forEach(folder::delete);
        folder.packages().stream().filter(id -> rows.find(id).filter(job -> job.state() == ExportState.EXPIRED).isPresent())
                .forEach(folder::delete); // taken back from another home of this database
    }

    /** Deletes what is older than 7 days. */
    public void expire() {
        rows.expire(clock.instant()).forEach(folder::delete);
    }

    /**
     * Takes a wish and starts to write; one of the same key is not taken twice.
     *
     * @param repeatKey the request's own Idempotency-Key; null: none
     */
    ExportView take(Actor actor, ExportWish wish, @Nullable String repeatKey) {
        if (repeatKey != null && (repeatKey.isBlank() || repeatKey.length() > LONGEST_KEY)) {
            throw new BadParameter("Idempotency-Key", "The Idempotency-Key has 1 to " + LONGEST_KEY + " characters.");
        }
        var before = repeatKey == null ? Optional.<ExportJob>empty() : rows.repeated(actor.id(), repeatKey);
        if (before.isPresent()) {
            return repeated(before.get(), wish, actor);
        }
        if (rows.going(actor.id()) >= MOST_AT_ONCE) {
            throw new Refused(new ExportRefusal.TooMany(MOST_AT_ONCE));
        }
        var id = UUID.randomUUID();
        var counted = run.count(wish);
        var now = clock.instant();
        var asked = sealed.seal(purpose(id), wish.knownAt(counted.position()).written(json));
        var job = new ExportJob(id, 0, actor.id(), actor.role().word(), asked, ExportState.QUEUED, null, counted.position(),
                counted.total(), 0, 0, null, null, null, now, null, now.plus(KEPT));
        log.note(actor, new Note(Act.EXPORT, "export " + id, counted.total() + " records as " + wish.forms() + ": "
                + (wish.isChosen() ? "chosen by hand" : wish.asked().toString())));
        boolean mine = isMine(id); // before anybody else can see it
        if (!mine || !rows.insert(job, repeatKey)) {
            claims.release(id.toString());
            return repeated(rows.repeated(actor.id(), String.valueOf(repeatKey)).orElseThrow(), wish, actor);
        }
        launch(id);
        return view(found(id), actor);
    }

    /**
     * A package of records that are handed over.
     *
     * @param state queued, running, done, failed, cancelled or expired
     * @param digest SHA-256 in hex; null until it is whole
     * @param mine whether this actor has it made, who alone takes it
     */
    public record HandedOver(UUID id, long number, String state, @Nullable String reason, List<RecordId> records, long done,
            long size, @Nullable String digest, Instant expiresAt, boolean mine) {}

    /** Begins to write a package of records of a disposition's list: their words, raw bytes, media and proofs. */
    public UUID handOver(Actor actor, UUID batch, List<RecordId> records, @Nullable String repeatKey) {
        return take(actor, ExportWish.handOver(batch, records), repeatKey).id();
    }

    /** Such a package; empty: there is none, or it is none. */
    public Optional<HandedOver> handedOver(UUID id, Actor actor) {
        return rows.find(id).flatMap(job -> {
            var wish = wish(job);
            return wish.batch() == null
                    ? Optional.empty()
                    : Optional.of(new HandedOver(id, job.number(), job.state().word(), job.reason(), wish.ids(), job.done(),
                            job.size(), job.digest(), job.expiresAt(), job.owner().equals(actor.id())));
        });
    }

    private ExportView repeated(ExportJob before, ExportWish wish, Actor actor) {
        var kept = wish(before);
        if (!kept.equals(wish.knownAt(before.knownAt())) && !kept.equals(wish)) {
            throw new BadParameter("Idempotency-Key",
                    "This Idempotency-Key was used for another export; take a new one for this.");
        }
        return view(before, actor);
    }

    private void launch(UUID id) {
        if (!closed) {
            threads.computeIfAbsent(id, export -> new ExportThread(export, this, run)).start();
        }
    }

    /** One export. */
    ExportView view(UUID id, Actor actor) {
        return view(found(id, actor), actor);
    }

    /** The newest, before a number: one's own, and for whoever may open all, all. */
    List<ExportView> list(Actor actor, long before, int limit) {
        return rows.list(mayOpenAll(actor) ? null : actor.id(), before, limit).stream().map(job -> view(job, actor)).toList();
    }

    long count(Actor actor) {
        return rows.count(mayOpenAll(actor) ? null : actor.id());
    }

    /** Stops an export; again changes nothing. */
    void cancel(UUID id, Actor actor) {
        owned(id, actor);
        rows.end(id, ExportState.CANCELLED, null, clock.instant());
        log.note(actor, new Note(Act.EXPORT, "export " + id, "cancelled"));
    }

    /**
     * The package, opened, and its reading noted.
     *
     * @throws Refused there is none, or it is another's
     */
    Opened open(UUID id, Actor actor) throws IOException {
        var job = owned(id, actor);
        var key = keys.of(job);
        InputStream bytes;
        try {
            bytes = SealedFile.read(folder.file(id), key);
        } catch (NoSuchFileException _) {
            throw new Refused(new ExportRefusal.NoPackage(job.state()));
        }
        log.note(actor, new Note(Act.EXPORT, "export " + id, "downloaded"));
        return new Opened(job.fileName(), job.size(), bytes);
    }

    private static boolean mayOpenAll(Actor actor) {
        return actor.role() == Role.AUDITOR || actor.role() == Role.IT_DIRECTOR;
    }

    private ExportJob found(UUID id, Actor actor) {
        var job = found(id);
        if (!job.owner().equals(actor.id()) && !mayOpenAll(actor)) {
            throw new Refused(new ExportRefusal.Others());
        }
        return job;
    }

    /** What is in a package was noted as read by its owner alone: nobody else takes it, and nobody else stops it. */
    private ExportJob owned(UUID id, Actor actor) {
        var job = found(id, actor);
        if (!job.owner().equals(actor.id())) {
            throw new Refused(new ExportRefusal.Others());
        }
        return job;
    }

    ExportJob found(UUID id) {
        return rows.find(id).orElseThrow(() -> new NoSuch("No export has this id."));
    }

    ExportWish wish(ExportJob job) {
        return ExportWish.read(sealed.open(purpose(job.id()), job.asked()), json);
    }

    private static String purpose(UUID id) {
        return "search.export " + id;
    }

    private ExportView view(ExportJob job, Actor actor) {
        var wish = wish(job);
        var cover = run.cover(job, wish);
        var thread = threads.get(job.id());
        var again = PageAddress.of("/search");
        for (var part : wish.asked().entrySet()) {
            again = again.with(part.getKey(), part.getValue());
        }
        return new ExportView(job.id(), job.number(), cover.by(), job.owner().equals(actor.id()), job.state().word(),
                job.reason(), cover.typed(), cover.reading(), wish.isChosen(),
                wish.forms().stream().map(ExportForm::word).toList(), job.knownAt(), job.total(), job.done(), job.size(),
                job.digest(), thread == null ? null : thread.secondsLeft(job), job.createdAt(), job.finishedAt(),
                job.expiresAt(), again);
    }

    void fail(UUID id, String reason) {
        rows.end(id, ExportState.FAILED, reason, clock.instant());
    }

    void ended(UUID id, ExportThread thread) {
        threads.remove(id, thread);
        claims.release(id.toString());
    }

    boolean isClosed() {
        return closed;
    }

    Instant now() {
        return clock.instant();
    }

    /** Lets each stop behind its present records, and waits for that. */
    @Override
    public void close() {
        closed = true;
        threads.values().forEach(ExportThread::stop);
        claims.close();
    }
}
