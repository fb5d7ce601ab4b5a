package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An import for pages, API and command line.
 *
 * @param number counts imports for people: "Import 321"
 * @param reason why it is paused or failed, a sentence
 * @param bytesDone of {@code bytesTotal}, in the file as delivered
 * @param perSecond entries a second; null while not running
 * @param secondsLeft an estimate; null while there is none
 * @param remarks what to know of the file as a whole
 */
public record ImportView(UUID id, long number, String format, String file, long size, @Nullable String account,
        boolean addAccounts,
        ImportState state, @Nullable String reason, ImportCounts counts, long bytesDone, long bytesTotal,
        @Nullable Long perSecond,
        @Nullable Long secondsLeft, String startedBy, Instant createdAt, @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        List<String> remarks) {

    static ImportView of(ImportJob job, ImportState state, @Nullable String reason, ImportThread.@Nullable Rate rate) {
        return new ImportView(job.id(), job.number(), job.format(), job.fileName(), job.size(), job.account(), job.addAccounts(),
                state, reason, job.counts(), Math.min(job.bytesDone(), job.bytesTotal()), job.bytesTotal(),
                rate == null ? null : rate.perSecond(), rate == null ? null : rate.secondsLeft(), job.actor(), job.createdAt(),
                job.startedAt(), job.finishedAt(), job.remarks());
    }

    /** Refused lines of one type. */
    public record Refusals(String type, long count, long firstLine) {}

    /**
     * A refused line.
     *
     * @param place where in the line or file
     * @param excerpt its beginning as it came, for a page; holds content
     */
    public record RefusedLine(long line, String place, String reason, String type, String excerpt) {}

    /** Entries read: the sum of the counts. */
    public long read() {
        return counts.read();
    }
}
