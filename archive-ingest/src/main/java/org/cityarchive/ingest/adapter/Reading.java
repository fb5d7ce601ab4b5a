package org.cityarchive.ingest.adapter;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A file while it is read, entry by entry, in bounded memory. */
public interface Reading extends Closeable {
    /** Bytes of one entry; what is longer is refused. */
    int LONGEST_ENTRY = 8 << 20;
    /** Bytes kept of a refused entry that is longer than {@link #LONGEST_ENTRY}. */
    int MOST_KEPT = 64 << 10;

    /** The next entry; null at the end. An exception means that the delivered bytes could not be had, never that they are bad. */
    @Nullable
    Entry next() throws IOException;

    /** Behind the entry returned last. */
    Position position();

    /** Bytes of the delivered file that were used so far. */
    long done();

    /** Bytes of the delivered file that will be used. */
    long total();

    /** What a person should know of the file as a whole; complete at the end. */
    List<String> remarks();
}
