package org.cityarchive.server.system;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.server.web.PageFrame.Rebuilding;
import org.cityarchive.core.capture.RecordId;
import org.jspecify.annotations.Nullable;

/**
 * How the archive stood at one moment: times, numbers and names of its own parts, nothing that a person wrote.
 *
 * @param stored what the database told; null: it gave no answer in time
 * @param writing whether the one writer of facts runs
 * @param waiting units of work that nobody has begun to write
 * @param keysTrouble why the key store cannot be read; null: it can
 * @param indexBytes of the search index on the disk
 * @param damaged records that could not be read when they were last asked for
 */
record Measured(Instant at, @Nullable Stored stored, boolean writing, int waiting, @Nullable String keysTrouble, List<Disk> disks,
        long indexBytes, List<RecordId> damaged) {

    /**
     * What the database told.
     *
     * @param refuses why it takes no writes (an SQL state); null: it takes them
     * @param bytes of the whole database
     * @param rebuilding of how many facts the index has been read in anew; null: it is whole
     * @param audit the last one that ended; null: none did yet
     */
    record Stored(@Nullable String refuses, long facts, long bytes, List<Reader> readers, @Nullable Rebuilding rebuilding,
            Log log, Imports imports, Gaps gaps, @Nullable Audited audit) {}

    /**
     * What the last audit found.
     *
     * @param looked things that it compared
     * @param differences of these, what did not agree
     * @param comparisons differences of each comparison, by its word
     */
    record Audited(UUID id, long looked, long differences, Map<String, Long> comparisons, Instant at) {}

    /**
     * A reader of the facts.
     *
     * @param lag facts that it has not read
     * @param behind age of the oldest of them
     * @param stoppedAt position of the fact that it cannot read; null: it goes on
     */
    record Reader(String name, long position, long lag, Duration behind, @Nullable Long stoppedAt) {}

    /**
     * The log of all facts.
     *
     * @param leaves facts in it
     * @param signed of these, under the newest signature
     * @param signedAt when that was; null: never
     * @param trouble why it stands still or may not be signed; null: neither
     */
    record Log(long leaves, long signed, @Nullable Instant signedAt, @Nullable String trouble) {}

    /**
     * Files that were handed in.
     *
     * @param byState how many stand in which state
     * @param lines how many lines they had, by what became of them
     */
    record Imports(Map<String, Long> byState, Map<String, Long> lines) {}

    /**
     * What the archive knows that it lacks. Between two looks at an account something may have come and gone: of that no number tells.
     *
     * @param known how many, by the word of what lacks ({@link StoredMeasures#GAPS})
     * @param oldestLook when that account of the city was last seen which has been unseen for longest; null: none was ever seen
     */
    record Gaps(Map<String, Long> known, @Nullable Instant oldestLook) {}

    /**
     * A disk, as one part of the archive sees it.
     *
     * @param part what lies there ("home", "index", "keys")
     * @param free bytes that this program may still write
     * @param writes whether a few bytes could be written just now
     */
    record Disk(String part, long free, long total, boolean writes) {}
}
