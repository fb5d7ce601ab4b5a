package org.cityarchive.server.audit;

import java.util.Collection;
import java.util.List;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.search.index.Snapshot;

/** The index, and records as it ought to hold them. */
public interface IndexedRecords {
    /**
     * The index as it is now; the caller closes it.
     *
     * @throws org.cityarchive.search.index.IndexUnreadable it cannot be used
     */
    Snapshot snapshot();

    /**
     * Records with all that was known of them up to a position.
     *
     * @throws org.cityarchive.server.vault.SealBroken one of them does not open
     */
    List<SearchableRecord> searchable(Collection<RecordId> records, long upTo);
}
