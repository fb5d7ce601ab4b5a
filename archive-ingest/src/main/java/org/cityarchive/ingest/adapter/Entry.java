package org.cityarchive.ingest.adapter;

import org.cityarchive.core.capture.Observation;
import org.cityarchive.ingest.json.Fault;

/** One thing that a file holds: an observation, or what could not be read as one. */
public sealed interface Entry {
    /** Its number in the file, from 1: the line where the format has lines. */
    long line();

    /**
     * Understood.
     *
     * @param where its place in words, should it be refused later ("whole line", "tweets.js, entry 12")
     */
    record Taken(long line, String where, Owner owner, Observation observation) implements Entry {}

    /**
     * Not taken; kept aside.
     *
     * @param bytes as it came, the first {@link Reading#MOST_KEPT} at most
     * @param length of the whole entry, bytes
     */
    record Refused(long line, Fault fault, byte[] bytes, long length) implements Entry {}
}
