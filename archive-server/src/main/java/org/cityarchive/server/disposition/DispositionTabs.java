package org.cityarchive.server.disposition;

/** How much stands behind each tab of the feature: {@code @dispositionTabs} of its templates. */
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

    /** Certificates that were ever issued. */
    public long certificates() {
        return issued.count();
    }
}
