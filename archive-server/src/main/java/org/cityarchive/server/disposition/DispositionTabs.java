package org.cityarchive.server.disposition;

import java.util.UUID;

import org.cityarchive.core.disposition.DispositionId;

/** How much stands behind each tab of the feature, and what its lists are called: {@code @dispositionTabs} of templates. */
final class DispositionTabs {
    private final DispositionBatches batches;
    private final IssuedCertificates issued;

    DispositionTabs(DispositionBatches batches, IssuedCertificates issued) {
        this.batches = batches;
        this.issued = issued;
    }

    /** Lists that were ever begun. */
    public long batches() {
        return batches.count();
    }

    /** What people call a list, such as "2026-04"; of one that no list knows, its id. */
    public String name(UUID disposition) {
        return batches.of(new DispositionId(disposition)).map(Batch::name).orElseGet(disposition::toString);
    }

    /** Certificates that were ever issued. */
    public long certificates() {
        return issued.count();
    }
}
