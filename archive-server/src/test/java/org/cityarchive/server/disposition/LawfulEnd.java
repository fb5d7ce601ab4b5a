package org.cityarchive.server.disposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cityarchive.core.retention.RetentionFacts.CITY;
import static org.cityarchive.core.retention.RetentionFacts.MAX_THE_MANAGER;
import static org.cityarchive.core.retention.RetentionFacts.ROUTINE;
import static org.cityarchive.core.retention.RetentionFacts.RUTH_THE_CLERK;
import static org.cityarchive.core.retention.RetentionFacts.WORDS;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountModule;
import org.cityarchive.core.capture.CaptureModule;
import org.cityarchive.core.capture.DestructionEvent.RecordDestroyed;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.Candidate;
import org.cityarchive.core.disposition.DispositionCommand.CompleteDisposition;
import org.cityarchive.core.disposition.DispositionCommand.DestroyRecords;
import org.cityarchive.core.disposition.DispositionEvent.DispositionApproved;
import org.cityarchive.core.disposition.DispositionEvent.DispositionProposed;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.DispositionModule;
import org.cityarchive.core.disposition.Tell;
import org.cityarchive.core.hold.HoldModule;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Decision;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.people.Acting;
import org.cityarchive.core.people.Role;
import org.cityarchive.core.policy.PolicyModule;
import org.cityarchive.core.request.RequestModule;
import org.cityarchive.core.retention.Evaluated;
import org.cityarchive.core.retention.RetentionFacts;
import org.cityarchive.core.retention.RetentionModule;
import org.cityarchive.core.retention.RuleVersion;
import org.cityarchive.core.retention.Trigger;
import org.cityarchive.server.audit.RowMarks;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.vault.ErasedWriter;
import org.cityarchive.server.vault.KeyProvider;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The law of destruction from a second server on an archive's database: one schedule, one rule that all records answer, two people. */
final class LawfulEnd implements AutoCloseable {
    static final Attribution BY = new Attribution("test", "clerk", "test", null, "America/Denver");
    private final Acting ruth = new Acting(RUTH_THE_CLERK, Role.CLERK, LocalDate.now(CITY));

    private final PostgresEventStore store;
    private final Features.Running archive;

    LawfulEnd(DataSource database, KeyProvider keys) {
        var features = new Features().law(Tell.class, new Tell.TellLaw());
        CaptureModule.register(features);
        AccountModule.register(features);
        PolicyModule.register(features);
        HoldModule.register(features);
        RetentionModule.register(features);
        RequestModule.register(features);
        DispositionModule.register(features);
        byte[] secret = keys.secret(KeyProvider.Secret.COMMIT);
        store = new PostgresEventStore(database, features.codec(), secret, Clock.systemUTC(),
                List.of(new ErasedWriter(
                        (connection, numbers) -> new RowMarks(new SingleConnectionDataSource(connection, true), secret)
                                .release("capture_sighting", numbers))))
                .start();
        archive = features.open(store);
    }

    /** The law as this server asks it. */
    Archive archive() {
        return archive;
    }

    /** Three years from creation; all is routine. */
    void settle() {
        archive.send(new Tell(List.of(RetentionFacts.schedule(RetentionFacts.series(ROUTINE, "P3Y", Trigger.CREATION)),
                RetentionFacts.confirmed(ROUTINE), RetentionFacts.ruleFor(ROUTINE))), BY);
    }

    private static Candidate candidate(RecordId record, List<RecordId> ancestors, long at) {
        return new Candidate(new Evaluated(record, at, ancestors, Map.of(),
                Map.of(new RuleVersion(RetentionFacts.rule(ROUTINE), 1), true)), true, List.of());
    }

    /** Proposes, approves and destroys; up to 500. */
    DispositionId destroy(List<RecordId> records) {
        return destroy(records, Map.of());
    }

    /** The same of records that answer others. */
    DispositionId destroy(List<RecordId> records, Map<RecordId, List<RecordId>> ancestors) {
        var batch = new DispositionId(UUID.randomUUID());
        var proposed = new DispositionProposed(batch, ruth.today(), records, 1, WORDS, null, false, false, RUTH_THE_CLERK);
        var told = archive.send(new Tell(List.of(proposed,
                new DispositionApproved(batch, WORDS, null, ruth.today(), MAX_THE_MANAGER))), BY);
        var decision = archive.send(new DestroyRecords(batch,
                records.stream().map(record -> candidate(record, ancestors.getOrDefault(record, List.of()), told.position()))
                        .toList(),
                CITY, ruth), BY).decision();
        assertThat(decision).isInstanceOfSatisfying(Decision.Accepted.class,
                accepted -> assertThat(accepted.facts()).filteredOn(RecordDestroyed.class::isInstance).hasSize(records.size()));
        archive.send(new CompleteDisposition(batch, ruth), BY);
        return batch;
    }

    @Override
    public void close() {
        archive.close();
        store.close();
    }
}
