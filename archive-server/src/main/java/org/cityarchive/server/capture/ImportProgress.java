package org.cityarchive.server.capture;

import java.util.List;
import java.util.UUID;

import org.cityarchive.core.law.Kept;
import org.cityarchive.ingest.adapter.Position;
import org.jspecify.annotations.Nullable;

/**
 * One step of an import, committed with the facts of its batch.
 *
 * @param from entries read before it: the step is taken only from there, so that no batch counts twice
 * @param to the place behind it
 * @param counts of this batch alone
 */
record ImportProgress(UUID job, long from, Position to, long bytesDone, ImportCounts counts,
        List<Reject> rejects) implements Kept {

    /**
     * A refused line, sealed.
     *
     * @param account the account for whose sake alone it was refused; null: it was refused for another reason
     */
    record Reject(long line, String type, String place, String reason, long length, byte[] sealed,
            ImportAccounts.@Nullable Unknown account) {}
}
