package org.cityarchive.server.search;

import static java.util.Objects.requireNonNull;

import org.cityarchive.search.index.Rebuild;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.cityarchive.core.account.AccountEvent.AccountOpened;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.DestructionEvent;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.DestructionEvent.ReturnKept;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.Purged;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.Snapshot;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.audit.IndexedRecords;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.OwnPlace;
import org.cityarchive.server.web.PageFrame.Rebuilding;
import org.jspecify.annotations.Nullable;

/** Which records are there to be found? Each fact has its record's documents written anew from all of the record's facts. */
public final class RecordsIndexed implements OwnPlace, IndexedRecords {
    public static final String NAME = "record_index-1";

    private static final int BATCH = 2_000;
    private static final int FEW = 100;
    private static final long NEXT_NANOS = Duration.ofMillis(120).toNanos();
    private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();
    private static final long REFRESH_NANOS = Duration.ofSeconds(5).toNanos();

    private final RecordIndex index;
    private final LuceneSearch search;
    private final Records records;
    private final FactReader facts;
    private final SearchableRecords readable;
    private volatile org.cityarchive.search.index.@Nullable Rebuild beside;
    private volatile long anewUntil;
    private volatile BooleanSupplier importing = () -> false;
    private long refreshed = System.nanoTime();

    public RecordsIndexed(RecordIndex index, LuceneSearch search, Records records, FactReader facts, AccountRegister accounts) {
        this.index = index;
        this.search = search;
        this.records = records;
        this.facts = facts;
        this.readable = new SearchableRecords(records, accounts);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(CaptureEvent.class, AccountOpened.class, DestructionEvent.class);
    }

    @Override
    public long position() {
        return index.position();
    }

    @Override
    public synchronized void apply(List<Recorded<?>> batch, long upTo) {
        var written = written(batch, upTo);
        index.write(written.records(), written.gone(), upTo);
        // While much is coming in, what is found may be five seconds behind: each look at it closes small segments, and merging those
        // costs more than the records; whoever searches looks at once. At rest, when nothing follows, it is behind by nothing.
        if (batch.size() < FEW || System.nanoTime() - refreshed > REFRESH_NANOS || !followed(upTo)) {
            index.refresh();
            refreshed = System.nanoTime();
        }
    }

    /** Whether facts come after a large batch: soon, or while an import is being read that may bring them. */
    private boolean followed(long upTo) {
        long until = System.nanoTime() + NEXT_NANOS;
        while (facts.head() <= upTo) {
            boolean late = System.nanoTime() - refreshed > REFRESH_NANOS;
            if (System.nanoTime() - until > 0 && (late || !importing.getAsBoolean())) {
                return false;
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return true;
    }

    /** Tells by what it knows that an import is being read: more is likely to follow a large batch then. */
    public void whileImporting(BooleanSupplier reading) {
        importing = reading;
    }

    /** Empties the index; it is read in again from the first fact. */
    @Override
    public synchronized void clear() {
        beginsAnew();
        try (var empty = index.rebuild()) {
            empty.finish();
        }
    }

    /** Commits what a quiet index still holds in memory. */
    public void commitIfDue() {
        index.commitIfDue();
    }

    /** How far the index is being built anew; null when it is not. */
    public @Nullable Rebuilding rebuilding() {
        var copied = beside;
        if (copied != null) {
            return new Rebuilding(copied.position(), Math.max(copied.position(), facts.head()), true);
        }
        long whole = anewUntil;
        long position = index.searchableUpTo();
        return position >= whole ? null : new Rebuilding(position, whole, false);
    }

    /** What the index holds is being read in from the first fact: until it has come to the last one that there is, search misses records. */
    public void beginsAnew() {
        anewUntil = facts.head();
    }

    /** Builds the index anew beside the one in use, and puts it in its place. */
    public void rebuild() {
        try (var rebuild = index.rebuild()) {
            beside = rebuild;
            copy(rebuild, facts.head());
            synchronized (this) {
                copy(rebuild, index.position());
                rebuild.finish();
            }
        } finally {
            beside = null;
        }
    }

    /** What follows is read from the facts and the vault while what was read is written. */
    private void copy(Rebuild rebuild, long upTo) {
        var next = following(rebuild.position(), upTo);
        while (next != null) {
            var now = read(next);
            next = following(now.upTo(), upTo);
            rebuild.write(now.written().records(), now.written().gone(), now.upTo());
        }
    }

    /** @param upTo the last fact that counts */
    private record Read(Written written, long upTo) {}

    private @Nullable CompletableFuture<Read> following(long position, long upTo) {
        return position >= upTo ? null : CompletableFuture.supplyAsync(() -> {
            var batch = facts.after(position, reads(), BATCH);
            return new Read(written(batch.facts(), batch.upTo()), batch.upTo());
        }, task -> Thread.ofVirtual().name("rebuild-read").start(task));
    }

    private static Read read(CompletableFuture<Read> reading) {
        try {
            return reading.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException why ? why : e;
        }
    }

    @Override
    public Snapshot snapshot() {
        index.refresh();
        return index.snapshot();
    }

    @Override
    public List<SearchableRecord> searchable(Collection<RecordId> ids, long upTo) {
        return readable.of(records.open(ids, upTo));
    }

    /** @param gone of which nothing is to be found: destroyed, or back and nobody's to read yet */
    private record Written(Collection<SearchableRecord> records, Set<RecordId> gone) {}

    private Written written(List<Recorded<?>> batch, long upTo) {
        var whole = new LinkedHashMap<RecordId, List<Recorded<CaptureEvent>>>();
        var partly = new LinkedHashSet<RecordId>();
        for (var recorded : CaptureEvent.among(batch)) {
            var record = recorded.fact().record();
            var version = recorded.fact().version();
            if (whole.containsKey(record)) {
                requireNonNull(whole.get(record)).add(recorded);
            } else if (!partly.contains(record) && version != null && version.number() == 1) {
                whole.put(record, new ArrayList<>(List.of(recorded))); // its first fact of all: the batch holds the rest
            } else {
                partly.add(record);
            }
        }
        for (var recorded : batch) {
            switch (recorded.fact()) {
                case RecordDestroyed destroyed -> partly.add(destroyed.record());
                case ReturnKept kept -> partly.add(kept.record());
                default -> {
                    // tells of no life
                }
            }
        }
        var ended = records.everDestroyed(whole.keySet()); // also by facts behind this batch
        partly.addAll(ended);
        whole.keySet().removeAll(ended);
        partly.addAll(reattributed(batch)); // looks the new accounts up first: whose words are whose is asked of the register
        partly.removeAll(whole.keySet());
        var gone = new LinkedHashSet<>(whole.keySet());
        gone.addAll(partly);
        var searchable = new ArrayList<>(readable.of(records.open(whole)));
        if (!partly.isEmpty()) {
            searchable.addAll(readable.of(records.open(partly, upTo)));
        }
        searchable.forEach(record -> gone.remove(record.id()));
        return new Written(searchable, gone);
    }

    /**
     * Takes what is destroyed out of the index's files, to the byte. While another index is built, which may have read it before its end,
     * nothing is purged: it is asked again when that one has taken its place.
     */
    public synchronized Purged purge(Collection<RecordId> destroyed) {
        var purged = index.purge(destroyed);
        search.forget();
        return beside == null ? purged : purged.among("the index that is being built");
    }

    /** Lets nobody find these any more, however far the index has read; their bytes go by {@link #purge}. */
    public synchronized void forget(Collection<RecordId> destroyed) {
        index.write(List.of(), destroyed, index.position());
        index.refresh();
    }

    /** Records by the authors whom an account now added makes the city's own. */
    private Set<RecordId> reattributed(List<Recorded<?>> batch) {
        var aliases = new HashSet<String>();
        for (var recorded : batch) {
            if (recorded.fact() instanceof AccountOpened opened) {
                readable.registered(opened.account());
                aliases.add(opened.handle());
                if (opened.platformId() != null) {
                    aliases.add(opened.platformId());
                }
            }
        }
        return aliases.isEmpty() ? Set.of() : search.recordsBy(aliases);
    }
}
