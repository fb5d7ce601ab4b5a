package org.cityarchive.server.disposition;

import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;

/** Prepares records for a decision about their end: which scopes and rules match, and whether what is kept of them is whole. */
@FunctionalInterface
interface Candidates {
    /** Records as prepared, in the order asked for, and the position up to which. */
    record Prepared(List<Candidate> candidates, long position) {}

    /** @param records at most {@link org.cityarchive.core.disposition.DispositionCommand#MOST} */
    Prepared prepare(List<RecordId> records);
}
