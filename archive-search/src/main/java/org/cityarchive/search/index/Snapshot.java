package org.cityarchive.search.index;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;

/**
 * The index at one moment; close it after use.
 *
 * @param position facts up to here are in it
 */
public record Snapshot(DirectoryReader reader, IndexSearcher searcher, long position) implements AutoCloseable {

    static Snapshot of(DirectoryReader reader, long position) {
        var searcher = new IndexSearcher(reader);
        searcher.setSimilarity(new ScoreByText());
        return new Snapshot(reader, searcher, position);
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
