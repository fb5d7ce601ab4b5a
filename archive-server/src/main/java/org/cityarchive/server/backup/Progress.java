package org.cityarchive.server.backup;

/** Told how far it is. */
public interface Progress {
    /**
     * @param step what is being done, in words
     * @param done of {@code total}, both in the step's own unit
     */
    void at(String step, long done, long total);
}
