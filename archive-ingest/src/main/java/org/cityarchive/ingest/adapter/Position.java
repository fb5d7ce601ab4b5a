package org.cityarchive.ingest.adapter;

/**
 * A place between two entries of a file, from which reading goes on.
 *
 * @param read entries before it
 * @param offset bytes before it, in the file's unpacked form; 0 where the format finds the place by counting
 */
public record Position(long read, long offset) {
    /** Before the first entry. */
    public static final Position START = new Position(0, 0);
}
