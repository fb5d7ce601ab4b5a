package org.cityarchive.server.retention;

import org.cityarchive.core.disposition.DispositionId;

/** What do people call a batch, such as "2026-04"? */
@FunctionalInterface
public interface NamedBatches {
    /** Its name; of one that no list knows yet, its id. */
    String name(DispositionId disposition);
}
