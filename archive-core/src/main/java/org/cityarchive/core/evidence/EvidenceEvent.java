package org.cityarchive.core.evidence;

import java.time.Instant;
import java.util.UUID;

import org.axonframework.eventsourcing.annotation.EventTag;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.law.Fact;

/** What happened to the log over all facts. These are leaves themselves, and never the reason for a checkpoint (EVIDENCE.md §2.5). */
public sealed interface EvidenceEvent extends Fact {

    /**
     * The log was signed.
     *
     * @param size leaves that the signature covers
     * @param root over them
     */
    @Event(namespace = "evidence", name = "CheckpointSigned", version = "1")
    record CheckpointSigned(@EventTag(key = "checkpoint") long size, Commitment root) implements EvidenceEvent {}

    /**
     * A witness signed a checkpoint too.
     *
     * @param key the first 4 bytes of its key's hash, as the signature line carries them, as an unsigned number
     */
    @Event(namespace = "evidence", name = "CheckpointWitnessed", version = "1")
    record CheckpointWitnessed(@EventTag(key = "checkpoint") long size, long key) implements EvidenceEvent {}

    /**
     * Facts, log, vault, index and lists were compared with each other.
     *
     * @param upTo the last position that was compared
     * @param looked things that were looked at: facts, parts, rows, records
     * @param marked rows beside the facts that had their marks: fewer later means that some were taken out with them
     * @param differences what did not agree; each is named in the archive's own list, never here
     */
    @Event(namespace = "evidence", name = "AuditRun", version = "1")
    record AuditRun(@EventTag(key = "audit") UUID audit, long upTo, long looked, long marked, long differences,
            AuditResult result) implements EvidenceEvent {}

    /** How an audit ended. */
    enum AuditResult {
        AGREES, DIFFERS
    }

    /**
     * An authority stamped a checkpoint with its time (RFC 3161).
     *
     * @param authority the first 4 bytes of the hash of its root and address, as an unsigned number
     * @param response SHA-256 of its whole answer: the next stamp covers this one
     * @param at the time that it says
     */
    @Event(namespace = "evidence", name = "TimestampObtained", version = "1")
    record TimestampObtained(@EventTag(key = "checkpoint") long size, long authority, Commitment response, Instant at)
            implements
                EvidenceEvent {}
}
