package org.cityarchive.core.disposition;

import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Kept;
import org.cityarchive.core.retention.SeriesCode;

/**
 * The erasure that commits with a record's destruction: its key and everything sealed under it (EVIDENCE.md §6.2, step 1).
 *
 * @param disposition the batch by which it goes
 * @param series it belonged to when it went: rules read words, so nobody can compute it again (LAW.md C.8)
 */
public record ErasedRecord(RecordId record, DispositionId disposition, List<SeriesCode> series) implements Kept {}
