package org.cityarchive.server.vault;

import java.io.IOException;
import java.util.List;

import org.cityarchive.core.capture.Observation.Attached;
import org.cityarchive.core.law.Kept;

/** Where the sealed stretches of a large medium wait for the commit of the fact that tells it: it never fits into memory with its commit. */
public interface Staging {
    /**
     * Seals a medium while it is read, and puts its stretches where they wait.
     *
     * @param rows takes what moves them into the vault, in the fact's own commit
     * @throws IOException the medium cannot be read
     */
    Sealed.Medium stage(ContentSealing sealing, RecordKey key, int version, Attached attached, List<Kept> rows)
            throws IOException;
}
