package org.cityarchive.core.evidence;

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
}
