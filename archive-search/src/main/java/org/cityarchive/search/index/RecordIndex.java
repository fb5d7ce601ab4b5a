package org.cityarchive.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.apache.lucene.store.LockObtainFailedException;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;

/**
 * The searchable archive on disk: one writer, any number of readers. A record's blocks are replaced whole, so that writing the same
 * records again changes nothing, and a killed process goes on at the last commit's position.
 */
public final class RecordIndex implements AutoCloseable {
    private final IndexFolders folders;
    private final Words words;
    private final boolean older;
    private volatile Generation generation;

    private RecordIndex(IndexFolders folders, Words words, Generation generation) {
        this.folders = folders;
        this.words = words;
        this.generation = generation;
        this.older = generation.position() > 0;
    }

    /** Whether something was written to it before it was opened. */
    public boolean isOlder() {
        return older;
    }

    /**
     * Opens the index in this folder, or begins an empty one where none ever was.
     *
     * @throws IndexUnreadable it must be built again
     */
    public static RecordIndex open(Path folder, Words words) {
        var folders = new IndexFolders(folder);
        try {
            Files.createDirectories(folder);
            return new RecordIndex(folders, words,
                    folders.isNew() ? folders.begin(words) : Generation.open(folders.current(), words));
        } catch (LockObtainFailedException e) {
            throw new UncheckedIOException("Another process has the search index open.", e);
        } catch (IndexUnreadable e) {
            throw e;
        } catch (IOException | RuntimeException e) { // damaged bytes may be read as anything
            throw new IndexUnreadable("Its files are damaged or incomplete.", e);
        }
    }

    /** Begins an empty index at position 0 in place of whatever is there. */
    public static RecordIndex openForRebuild(Path folder, Words words) {
        var folders = new IndexFolders(folder);
        try {
            Files.createDirectories(folder);
            return new RecordIndex(folders, words, folders.begin(words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Facts up to here are written. */
    public long position() {
        return generation.position();
    }

    /** Facts up to here are found. */
    public long searchableUpTo() {
        return generation.searchableUpTo();
    }

    /**
     * Replaces records, and moves on to a position. Commits by itself, every 5 seconds or 20,000 records.
     *
     * @param position the last fact that these records and all before them tell of
     * @throws UncheckedIOException the disk did not take it, or did not take something before: the index goes back to its last commit, and
     *     the caller to {@link #position}
     */
    public void write(Collection<SearchableRecord> records, long position) {
        write(records, List.of(), position);
    }

    /**
     * The same, and takes records out.
     *
     * @param gone of which nothing is to be found any more; their bytes go by {@link #purge}
     */
    public void write(Collection<SearchableRecord> records, Collection<RecordId> gone, long position) {
        run(() -> {
            if (generation.isBroken()) {
                goBack();
                throw new IOException("the search index went back to its last commit");
            }
            generation.write(records, gone, position);
        });
    }

    private synchronized void goBack() throws IOException {
        var before = generation;
        before.abandon();
        generation = Generation.open(folders.current(), words);
        before.close();
    }

    /** For a quiet writer: commits what has waited for 5 seconds. */
    public void commitIfDue() {
        run(() -> {
            if (!generation.isBroken()) {
                generation.commitIfDue();
            }
        });
    }

    public void commit() {
        run(() -> generation.commit());
    }

    /**
     * Writes the files anew that hold deleted documents, so that no byte of them stays.
     *
     * @param gone records that are to be looked for in what is left
     */
    public Purged purge(Collection<RecordId> gone) {
        try {
            return generation.purge(gone);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes all that is written findable now. */
    public void refresh() {
        run(() -> {
            if (!generation.isBroken()) {
                generation.refresh();
            }
        });
    }

    /** The index as it is found now; the caller closes it. */
    public Snapshot snapshot() {
        try {
            while (true) {
                var asked = generation;
                var snapshot = asked.snapshot();
                if (snapshot != null) {
                    return snapshot;
                }
                if (asked == generation) {
                    throw new IllegalStateException("The search index is closed.");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to build the index anew in a folder of its own, while this one goes on answering. */
    public Rebuild rebuild() {
        try {
            var folder = folders.next();
            return new Rebuild(this, folder, Generation.create(folder, words));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void swap(Path folder, Generation built) throws IOException {
        built.commit();
        built.refresh();
        folders.makeCurrent(folder);
        var before = generation;
        generation = built;
        before.close();
        folders.removeOthers(folder);
    }

    /** Commits and lets go of the folder. */
    @Override
    public void close() {
        run(() -> {
            try {
                if (!generation.isBroken()) {
                    generation.commit();
                }
            } finally {
                generation.close();
            }
        });
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void run(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
