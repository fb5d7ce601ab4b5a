package org.cityarchive.ingest.adapter;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;

/** A file handed over for import; readable from any place, as often as needed. */
public interface Delivered {
    /** The file's name as handed over, without folders. */
    String name();

    /** Bytes. */
    long size();

    /** A new reader at the first byte. */
    SeekableByteChannel open() throws IOException;
}
