package org.cityarchive.core.disposition;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Kept;

/**
 * The erasure that commits with a record's destruction: its key and everything sealed under it (EVIDENCE.md §6.2, step 1).
 *
 * @param disposition the batch by which it goes
 */
public record ErasedRecord(RecordId record, DispositionId disposition) implements Kept {}
