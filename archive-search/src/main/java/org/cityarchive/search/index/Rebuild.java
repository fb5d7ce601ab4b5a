package org.cityarchive.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.apache.lucene.util.IOUtils;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.SearchableRecord;

/** An index that is being built beside the one in use. Closed before it is finished, it leaves nothing behind. */
public final class Rebuild implements AutoCloseable {
    private final RecordIndex index;
    private final Path folder;
    private final Generation built;
    private boolean finished;

    Rebuild(RecordIndex index, Path folder, Generation built) {
        this.index = index;
        this.folder = folder;
        this.built = built;
    }

    public void write(Collection<SearchableRecord> records, long position) {
        write(records, List.of(), position);
    }

    /** @param gone records of which nothing is to be found any more */
    public void write(Collection<SearchableRecord> records, Collection<RecordId> gone, long position) {
        try {
            built.write(records, gone, position);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Facts up to here are written; finish when it has reached the index in use. */
    public long position() {
        return built.position();
    }

    /** Puts the built index in the place of the one in use. */
    public void finish() {
        try {
            index.swap(folder, built);
            finished = true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            built.close();
            IOUtils.rm(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
