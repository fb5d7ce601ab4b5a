package org.cityarchive.core.evidence;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.law.Command;

/** What is noted of the log among the facts. */
public sealed interface EvidenceCommand extends Command {
    /** Leaves that the checkpoint covers. */
    long size();

    /** A checkpoint was signed and published. */
    record NoteCheckpoint(long size, Commitment root) implements EvidenceCommand {}

    /** A witness's signature under it was checked and kept. */
    record NoteWitness(long size, long key) implements EvidenceCommand {}
}
