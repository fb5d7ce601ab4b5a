package org.cityarchive.server.search;

import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyTrouble;
import org.cityarchive.server.vault.RecordKey;
import org.cityarchive.server.web.Refused;

/** The keys of packages, as their rows keep them wrapped. */
record PackageKeys(ExportRows rows, KeyProvider provider) {
    /**
     * A package's key; where a rotation came between its row and this, the row is read again.
     *
     * @throws Refused there is no package, or no longer
     */
    RecordKey of(ExportJob job) {
        try {
            return opened(job);
        } catch (KeyTrouble e) {
            return opened(
                    rows.find(job.id()).filter(now -> !String.valueOf(job.keyId()).equals(now.keyId())).orElseThrow(() -> e));
        }
    }

    private RecordKey opened(ExportJob job) {
        var keyId = job.keyId();
        var wrapped = job.keyWrapped();
        if (job.state() != ExportState.DONE || keyId == null || wrapped == null) {
            throw new Refused(new ExportRefusal.NoPackage(job.state()));
        }
        return new RecordKey(job.id(), 1, provider.unwrap(new KeyId(keyId), wrapped));
    }
}
