package org.cityarchive.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.lucene.analysis.core.KeywordAnalyzer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.jspecify.annotations.Nullable;

/**
 * One folder of the index, with its one writer. Writing, committing and refreshing exclude each other, so that no commit and no reader
 * shows a part of a batch.
 */
final class Generation implements AutoCloseable {
    private static final double WRITE_BUFFER_MEGABYTES = 48;
    private static final int RECORDS_A_COMMIT = 20_000;
    private static final long COMMIT_AFTER = Duration.ofSeconds(5).toNanos();
    private static final long REFRESH_AFTER = Duration.ofMillis(200).toNanos();

    private final Directory directory;
    private final IndexWriter writer;
    private final RecordBlocks documents;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Snapshot latest;
    private volatile long position;
    private volatile long refreshedAt = System.nanoTime();
    private volatile boolean stale;
    private volatile boolean closed;
    private volatile boolean broken;
    private volatile long committed;
    private long committedAt = System.nanoTime();
    private int recordsSinceCommit;

    private Generation(Directory directory, IndexWriter writer, Words words, long position) throws IOException {
        this.directory = directory;
        this.writer = writer;
        this.documents = new RecordBlocks(words);
        this.position = position;
        this.committed = position;
        this.latest = Snapshot.of(DirectoryReader.open(writer), position);
    }

    /** An empty folder's first commit, at position 0. */
    static Generation create(Path folder, Words words) throws IOException {
        var directory = new MMapDirectory(folder);
        var writer = new IndexWriter(directory, config(IndexWriterConfig.OpenMode.CREATE));
        writer.setLiveCommitData(new IndexToken(0).data().entrySet());
        writer.commit();
        return new Generation(directory, writer, words, 0);
    }

    /** Goes on at the last commit. Every byte is checked against its checksum first. */
    static Generation open(Path folder, Words words) throws IOException {
        var directory = new MMapDirectory(folder);
        IndexToken token;
        try (var reader = DirectoryReader.open(directory)) {
            token = IndexToken.of(reader.getIndexCommit().getUserData())
                    .orElseThrow(() -> new IndexUnreadable("It was written by another version of the archive."));
            for (var leaf : reader.leaves()) {
                leaf.reader().checkIntegrity();
            }
        }
        return new Generation(directory, new IndexWriter(directory, config(IndexWriterConfig.OpenMode.APPEND)), words,
                token.position());
    }

    private static IndexWriterConfig config(IndexWriterConfig.OpenMode mode) {
        return new IndexWriterConfig(new KeywordAnalyzer()).setOpenMode(mode)
                .setSimilarity(new ScoreByText())
                .setMergePolicy(new TieredMergePolicy().setForceMergeDeletesPctAllowed(0)) // a purge leaves no deleted document
                .setRAMBufferSizeMB(WRITE_BUFFER_MEGABYTES)
                .setCommitOnClose(false);
    }

    /** @param gone records of which nothing is to be found any more */
    void write(Collection<SearchableRecord> records, Collection<RecordId> gone, long upTo) throws IOException {
        var last = new LinkedHashMap<RecordId, SearchableRecord>();
        records.forEach(record -> last.put(record.id(), record));
        alone(() -> {
            Parallel.each(last.values(), this::replace);
            if (!gone.isEmpty()) {
                writer.deleteDocuments(gone.stream().map(Generation::id).toArray(Term[]::new));
            }
            position = Math.max(position, upTo);
            stale = true;
            recordsSinceCommit += records.size();
            commitIfDue();
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    /** After a failed write the writer can not be trusted; what it had not committed is to be read in again. */
    private void alone(Work work) throws IOException {
        lock.lock();
        try {
            work.run();
        } catch (IOException | AlreadyClosedException | UncheckedIOException e) {
            broken = true;
            throw e instanceof IOException io ? io : new IOException(e);
        } finally {
            lock.unlock();
        }
    }

    private void replace(SearchableRecord record) throws IOException {
        writer.updateDocuments(id(record.id()), documents.of(record));
    }

    private static Term id(RecordId record) {
        return new Term(RecordFields.ID, RecordFields.bytes(record));
    }

    /** Writes anew what holds deleted documents, and lets the old files go; then looks for the records in every file that is left. */
    Purged purge(Collection<RecordId> gone) throws IOException {
        alone(() -> {
            writer.forceMergeDeletes(true);
            commit();
            refresh();
            writer.deleteUnusedFiles();
        });
        try (var reader = DirectoryReader.open(directory)) {
            return Purged.of(directory, reader, gone);
        }
    }

    void commitIfDue() throws IOException {
        alone(() -> {
            if (recordsSinceCommit >= RECORDS_A_COMMIT || System.nanoTime() - committedAt >= COMMIT_AFTER) {
                commit();
            }
        });
    }

    void commit() throws IOException {
        alone(() -> {
            if (position != committed || writer.hasUncommittedChanges()) {
                writer.setLiveCommitData(new IndexToken(position).data().entrySet());
                writer.commit();
                committed = position;
            }
            recordsSinceCommit = 0;
            committedAt = System.nanoTime();
        });
    }

    void refresh() throws IOException {
        alone(() -> {
            var before = latest;
            var reader = DirectoryReader.openIfChanged(before.reader(), writer);
            if (reader != null) {
                latest = Snapshot.of(reader, position);
                before.close();
            } else if (before.position() != position) {
                latest = new Snapshot(before.reader(), before.searcher(), position);
            }
            stale = false;
            refreshedAt = System.nanoTime();
        });
    }

    /** The newest moment, a little behind what is written at most; null once this generation is closed. */
    @Nullable
    Snapshot snapshot() throws IOException {
        if (stale && System.nanoTime() - refreshedAt >= REFRESH_AFTER && lock.tryLock()) {
            try {
                if (!closed && !broken) {
                    refresh();
                }
            } catch (IOException _) {
                // what was found before is still found; the next write tells that it failed
            } finally {
                lock.unlock();
            }
        }
        while (!closed) {
            var snapshot = latest;
            if (snapshot.reader().tryIncRef()) {
                return snapshot;
            }
        }
        return null;
    }

    /** Facts up to here are written; after a failed write, those up to here are kept. */
    long position() {
        return broken ? committed : position;
    }

    /** Whether a write failed: it answers what it found before, and takes nothing more. */
    boolean isBroken() {
        return broken;
    }

    /** Gives the folder free for another writer and goes on answering. */
    void abandon() {
        lock.lock();
        try {
            broken = true;
            writer.rollback();
        } catch (IOException | AlreadyClosedException _) {
            // it closed itself when the write failed
        } finally {
            lock.unlock();
        }
    }

    long searchableUpTo() {
        return latest.position();
    }

    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            latest.close();
            writer.close();
            directory.close();
        } finally {
            lock.unlock();
        }
    }
}
