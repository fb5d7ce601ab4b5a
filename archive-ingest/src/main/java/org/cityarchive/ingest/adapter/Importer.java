package org.cityarchive.ingest.adapter;

import java.io.IOException;

/** Reads deliveries of one format. */
public interface Importer {
    /** The format's word in CLI and API. */
    String format();

    /**
     * Begins to read, behind what was read before.
     *
     * @throws UnreadableException nothing of this file can be taken, for a reason that a person can mend
     */
    Reading open(Delivered file, Terms terms, Position from) throws IOException, UnreadableException;
}
