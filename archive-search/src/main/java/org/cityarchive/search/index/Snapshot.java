package org.cityarchive.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.MMapDirectory;

/**
 * The index at one moment; close it after use.
 *
 * @param position facts up to here are in it
 */
public record Snapshot(DirectoryReader reader, IndexSearcher searcher, long position) implements AutoCloseable {

    static Snapshot of(DirectoryReader reader, long position) {
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new ScoreByText());
        searcher.setQueryCache(null); // what it remembers costs more to look up than to ask
        return new Snapshot(reader, searcher, position);
    }

    /**
     * The last commit of an index that nobody writes to now.
     *
     * @param folder the index's own
     * @throws IndexUnreadable it is not there, or damaged
     */
    public static Snapshot committed(Path folder) {
        try {
            var reader = DirectoryReader.open(new MMapDirectory(new IndexFolders(folder).current()));
            var token = IndexToken.of(reader.getIndexCommit().getUserData())
                    .orElseThrow(() -> new IndexUnreadable("It was written by another version of the archive."));
            return of(reader, token.position());
        } catch (IOException | IllegalArgumentException | IllegalStateException e) {
            throw new IndexUnreadable("Its files are damaged or incomplete.", e);
        }
    }

    @Override
    public void close() {
        try {
            reader.decRef();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
