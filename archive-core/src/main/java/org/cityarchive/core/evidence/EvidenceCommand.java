package org.cityarchive.core.evidence;

import java.time.Instant;
import java.util.UUID;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.evidence.EvidenceEvent.AuditResult;
import org.cityarchive.core.law.Command;

/** What is noted of the log among the facts. */
public sealed interface EvidenceCommand extends Command {
    /** A checkpoint was signed and published. */
    record NoteCheckpoint(long size, Commitment root) implements EvidenceCommand {}

    /** A witness's signature under it was checked and kept. */
    record NoteWitness(long size, long key) implements EvidenceCommand {}

    /** An audit came to its end. */
    record NoteAudit(UUID audit, long upTo, long looked, long marked, long differences,
            AuditResult result) implements EvidenceCommand {}

    /** An authority's time-stamp of it was checked and kept. */
    record NoteTimestamp(long size, long authority, Commitment response, Instant at) implements EvidenceCommand {}
}
