package org.cityarchive.server.wiring;

import java.util.List;

import org.cityarchive.core.account.AccountModule;
import org.cityarchive.core.capture.CaptureModule;
import org.cityarchive.core.disposition.DispositionModule;
import org.cityarchive.core.evidence.EvidenceModule;
import org.cityarchive.core.hold.HoldModule;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.people.PeopleModule;
import org.cityarchive.core.policy.PolicyModule;
import org.cityarchive.core.request.RequestModule;
import org.cityarchive.core.retention.RetentionModule;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.capture.AccountsSeen;
import org.cityarchive.server.capture.ImportSteps;
import org.cityarchive.server.capture.SightingCounts;
import org.cityarchive.server.capture.SightingWriter;
import org.cityarchive.server.store.KeptWriter;
import org.cityarchive.server.vault.AliasWriter;
import org.cityarchive.server.vault.ErasedWriter;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.PartWriter;
import org.cityarchive.server.vault.RecordKeyWriter;
import org.cityarchive.server.vault.StagedPartWriter;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The one list of all features: their laws, and the rows that commit beside their facts. Their projections are beans of their own. */
final class ArchiveFeatures {
    private ArchiveFeatures() {}

    static Features laws() {
        var features = new Features();
        PeopleModule.register(features);
        PolicyModule.register(features);
        AccountModule.register(features);
        CaptureModule.register(features);
        EvidenceModule.register(features);
        RetentionModule.register(features);
        HoldModule.register(features);
        RequestModule.register(features);
        DispositionModule.register(features);
        return features;
    }

    /** In the order in which they write: what goes before what comes, keys before what they seal. */
    static List<KeptWriter<?>> keptWriters(KeyProvider keys) {
        var erased = new ErasedWriter((connection, numbers) -> new RowMarks(new SingleConnectionDataSource(connection, true),
                keys.secret(Secret.COMMIT)).release("capture_sighting", numbers));
        return List.of(erased, new RecordKeyWriter(), new PartWriter(), new StagedPartWriter(), new AliasWriter(),
                new SightingWriter(),
                new SightingCounts(),
                new AccountsSeen.Writer(), new ImportSteps());
    }
}
