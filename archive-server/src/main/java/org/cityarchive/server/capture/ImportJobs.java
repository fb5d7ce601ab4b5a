package org.cityarchive.server.capture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.cityarchive.core.capture.CaptureChannel;
import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.adapter.UnreadableException;
import org.cityarchive.ingest.format.Importers;
import org.cityarchive.server.capture.ImportView.RefusedLine;
import org.cityarchive.server.capture.ImportView.Refusals;

/** Imports: files handed over, read in the background from where they were left, whatever happens to the process. */
public final class ImportJobs implements AutoCloseable {
    /** More at once would only wait for the same commits. */
    private static final int AT_ONCE = 2;
    private static final int EXCERPT = 240;

    private final Importers importers = Importers.known();
    private final ImportRows rows;
    private final RejectRows rejects;
    private final Spool spool;
    private final ImportKeys keys;
    private final CaptureChannel channel;
    private final ImportAccounts accounts;
    private final Clock clock;
    private final Supplier<ZoneId> zone;
    private final Semaphore places = new Semaphore(AT_ONCE, true);
    private final Map<UUID, ImportThread> threads = new ConcurrentHashMap<>();
    private volatile boolean closed;

    ImportJobs(ImportRows rows, RejectRows rejects, Spool spool, ImportKeys keys, CaptureChannel channel, ImportAccounts accounts,
            Clock clock, Supplier<ZoneId> zone) {
        this.rows = rows;
        this.rejects = rejects;
        this.spool = spool;
        this.keys = keys;
        this.channel = channel;
        this.accounts = accounts;
        this.clock = clock;
        this.zone = zone;
    }

    /** Goes on with what was not finished when the process ended. */
    public void start() {
        spool.sweep(rows.notDone().stream().map(ImportJob::id).collect(Collectors.toSet()));
        goOn();
    }

    /** Reads what nobody reads: of two homes on one database each what lies in it, also when the other one was told to resume it. */
    void goOn() {
        rows.unfinished().stream().filter(job -> job.state() != ImportState.PAUSED && spool.has(job.id())).map(ImportJob::id)
                .filter(id -> !threads.containsKey(id)).forEach(this::launch);
    }

    /** Whether a file is being read here now. */
    public boolean isReading() {
        return !threads.isEmpty();
    }

    /** The words of all formats. */
    public List<String> formats() {
        return importers.formats();
    }

    /** Begins to take a file; nothing of it is read before {@link #accept}. */
    public ImportUpload upload() throws IOException {
        var id = UUID.randomUUID();
        return new ImportUpload(id, ImportKeys.fresh(id), spool, keys.digest());
    }

    /**
     * Makes an upload an import and starts it; an upload that repeats an unfinished one is let go, and that one is answered.
     *
     * @throws UnreadableException nothing was read: another format, a dangerous container, an account not named
     */
    public ImportView accept(ImportUpload upload, ImportUpload.Wish wish) throws IOException, UnreadableException {
        var told = upload.told(wish.repeatKey());
        var before = rows.repeated(told, wish);
        if (before.isPresent()) {
            if (rows.differs(before.get(), told, wish)) {
                throw new UnreadableException("idempotency-key-reused",
                        "This Idempotency-Key was used for another file or other options; take a new one for this import.");
            }
            return view(before.get()).orElseThrow();
        }
        var now = clock.instant();
        var file = upload.delivered(wish.fileName());
        long total;
        try (var reading = importers.open(wish.format(), file, new Terms(wish.account(), wish.fileTime(), clock),
                Position.START)) {
            total = reading.total();
        }
        keys.keep(upload.key(),
                (keyId, wrapped) -> rows.insert(new ImportJob(upload.id(), 0, wish.format(), wish.fileName(), wish.account(),
                        wish.addAccounts(), wish.actor().id(), wish.actor().role().word(), ImportState.QUEUED, null, keyId,
                        wrapped, file.size(), wish.fileTime(), now, null, null, Position.START, 0, total, ImportCounts.NONE,
                        List.of()), told));
        upload.keep();
        launch(upload.id());
        return view(upload.id()).orElseThrow();
    }

    private void launch(UUID id) {
        if (!closed) {
            threads.computeIfAbsent(id, job -> {
                var thread = new ImportThread(job, this);
                thread.start();
                return thread;
            });
        }
    }

    /** Stops it behind its present batch; false when there is nothing to stop. */
    public boolean pause(UUID id) {
        var thread = threads.get(id);
        if (thread != null && !job(id).state().isOver()) {
            thread.pause();
            return true;
        }
        return rows.move(id, List.of(ImportState.QUEUED, ImportState.RUNNING), ImportState.PAUSED, "Paused by a person.",
                clock.instant());
    }

    /** Goes on with a paused or failed import; false when there is nothing to go on with. */
    public boolean resume(UUID id) {
        var thread = threads.get(id);
        boolean going = thread != null && thread.goOn();
        boolean moved = rows.move(id, List.of(ImportState.PAUSED, ImportState.FAILED), ImportState.QUEUED, null, clock.instant());
        if (moved && spool.has(id)) {
            launch(id);
        }
        return going || moved;
    }

    /** Ends an import where it stands; what it took in stays. False when it is over. */
    public boolean stop(UUID id) {
        boolean stopped = rows.move(id, List.of(ImportState.QUEUED, ImportState.RUNNING, ImportState.PAUSED, ImportState.FAILED),
                ImportState.STOPPED, "Stopped by a person; what was read before stays.", clock.instant());
        if (stopped) {
            spool.delete(id);
            Optional.ofNullable(threads.get(id)).ifPresent(ImportThread::stop);
        }
        return stopped;
    }

    /** Bytes for which the disk has room. */
    long room() {
        return spool.room();
    }

    /** One import. */
    public Optional<ImportView> view(UUID id) {
        return rows.find(id).map(this::view);
    }

    /** The newest imports, before a number ({@link Long#MAX_VALUE}: from the newest). */
    public List<ImportView> list(long before, int limit) {
        return rows.list(before, limit).stream().map(this::view).toList();
    }

    /** How many imports there are. */
    public long count() {
        return rows.count();
    }

    private ImportView view(ImportJob job) {
        var thread = threads.get(job.id());
        var waiting = thread == null || job.state().isOver() ? null : thread.waiting();
        var state = waiting == null ? job.state() : ImportState.PAUSED;
        var rate = thread == null || state != ImportState.RUNNING ? null : thread.rate(job);
        return ImportView.of(job, state, waiting == null ? job.reason() : waiting, rate);
    }

    /** Refused lines behind a line (0: from the first). */
    public List<RefusedLine> refused(UUID id, long afterLine, int limit) {
        var job = rows.find(id);
        if (job.isEmpty()) {
            return List.of();
        }
        var key = keys.of(job.get(), rows);
        var lines = new ArrayList<RefusedLine>();
        for (var row : rejects.after(id, afterLine, limit)) {
            var text = new String(row.opened(key), StandardCharsets.UTF_8);
            lines.add(new RefusedLine(row.line(), row.place(), row.reason(), row.type(),
                    text.length() > EXCERPT ? Fold.of(text, EXCERPT, EXCERPT, 0).start() + "…" : text));
        }
        return lines;
    }

    /** How many lines of each type were refused. */
    public List<Refusals> refusals(UUID id) {
        return rejects.kinds(id);
    }

    /** Refused lines exactly as they came, behind a line; a line that was too long is cut. */
    List<RejectRows.Row> opened(UUID id, long afterLine, int limit) {
        return opened(id, rejects.after(id, afterLine, limit));
    }

    private List<RejectRows.Row> opened(UUID id, List<RejectRows.Row> sealed) {
        var key = keys.of(job(id), rows);
        return sealed.stream().map(row -> new RejectRows.Row(row.line(), row.type(), row.place(), row.reason(), row.length(),
                row.opened(key))).toList();
    }

    ImportJob job(UUID id) {
        return rows.find(id).orElseThrow(() -> new IllegalStateException("no import " + id));
    }

    Delivered kept(ImportJob job) {
        return spool.delivered(job.id(), job.fileName(), job.size(), keys.of(job, rows));
    }

    /** Deletes an upload that nobody will read again. */
    void letGo(UUID id) {
        if (!rows.isWanted(id)) {
            spool.delete(id);
        }
    }

    /** Lines that wait for a person's word on an account, as they came. */
    List<RejectRows.Row> waiting(UUID id, UUID alias, long afterLine, int limit) {
        return opened(id, rejects.waiting(id, alias, afterLine, limit));
    }

    /** Reads an import as far as it goes; ends early when asked to. */
    void run(UUID id, ImportThread thread) throws IOException, UnreadableException, InterruptedException {
        places.acquire();
        try {
            rows.move(id, List.of(ImportState.QUEUED), ImportState.RUNNING, null, clock.instant());
            var job = rows.find(id).orElseThrow();
            if (job.state() != ImportState.RUNNING) {
                return;
            }
            read(job, thread);
        } finally {
            places.release();
        }
    }

    private void read(ImportJob job, ImportThread thread) throws IOException, UnreadableException {
        var key = keys.of(job, rows);
        try (Reading reading = importers.open(job.format(), spool.delivered(job.id(), job.fileName(), job.size(), key),
                new Terms(job.account(), job.fileTime(), clock), job.place());
                var run = new ImportRun(job, reading, key, channel, accounts, rows, zone.get())) {
            thread.began(job);
            while (!closed) {
                if (thread.isPaused()) {
                    run.finish();
                    rows.move(job.id(), List.of(ImportState.RUNNING), ImportState.PAUSED, "Paused by a person.", clock.instant());
                    return;
                }
                if (run.step() == 0) {
                    rows.remark(job.id(), reading.remarks(), reading.total());
                    rows.move(job.id(), List.of(ImportState.RUNNING), ImportState.DONE, null, clock.instant());
                    letGo(job.id());
                    return;
                }
            }
        }
    }

    /** Nothing more can be read of it; a person may have it tried again. */
    void fail(UUID id, String reason) {
        rows.move(id, List.of(ImportState.QUEUED, ImportState.RUNNING), ImportState.FAILED, reason, clock.instant());
    }

    void ended(UUID id, ImportThread thread) {
        threads.remove(id, thread);
        // resumed while the thread was on its way out
        if (!closed && rows.find(id).filter(job -> job.state() == ImportState.QUEUED).isPresent()) {
            launch(id);
        }
    }

    /** Lets each import end its batch, and waits for that. */
    @Override
    public void close() {
        closed = true;
        threads.values().forEach(ImportThread::stop);
        threads.values().forEach(thread -> thread.join(Duration.ofSeconds(20)));
    }
}
