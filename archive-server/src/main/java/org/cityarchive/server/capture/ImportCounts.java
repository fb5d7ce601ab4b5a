package org.cityarchive.server.capture;

import java.util.List;

import org.cityarchive.core.capture.CaptureChannel.Outcome;

/** What the entries read so far came to; their sum is the number of entries read. */
public record ImportCounts(long newRecords, long newVersions, long otherFacts, long unchanged, long refused) {
    static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0);

    static ImportCounts of(List<Outcome> outcomes, long refused) {
        return new ImportCounts(count(outcomes, Outcome.NEW_RECORD), count(outcomes, Outcome.NEW_VERSION),
                count(outcomes, Outcome.OTHER_FACTS), count(outcomes, Outcome.UNCHANGED), refused);
    }

    private static long count(List<Outcome> outcomes, Outcome wanted) {
        return outcomes.stream().filter(outcome -> outcome == wanted).count();
    }

    /** Entries read. */
    public long read() {
        return newRecords + newVersions + otherFacts + unchanged + refused;
    }
}
