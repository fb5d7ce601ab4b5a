package org.cityarchive.server.audit;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.EvidenceCommand.NoteAudit;
import org.cityarchive.core.evidence.EvidenceEvent.AuditResult;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.search.Words;
import org.cityarchive.server.audit.Underway.Halted;
import org.cityarchive.server.store.CommitMac;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlProjection;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealedText;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares everything that is kept, step by step, and notes among the facts that it did. */
public final class Audits {
    private final AuditRuns runs;
    private final FactPages pages;
    private final List<Step> steps;
    private final Archive archive;
    private final Supplier<ZoneId> zone;
    private final TransactionTemplate transaction;
    private final String owner = "audit-" + UUID.randomUUID();

    /**
     * What is compared.
     *
     * @param journals every record that a destruction journal names: a restored archive may have lost the fact
     * @param models every projection into tables
     * @param growing whether a server adds leaves to the log meanwhile
     */
    public record Kept(DataSource database, FactCodec codec, KeyProvider keys, PostgresVault vault, Supplier<Set<UUID>> journals,
            SealedText sealed, List<SqlProjection> models, IndexedRecords index, Words words, boolean growing) {}

    /** @param zone the city's, for the fact */
    public Audits(Kept kept, AuditRuns runs, Archive archive, Supplier<ZoneId> zone) {
        this.runs = runs;
        this.archive = archive;
        this.zone = zone;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(kept.database()));
        this.pages = new FactPages(kept.database(), kept.codec());
        this.steps = steps(kept, pages);
    }

    private static List<Step> steps(Kept kept, FactPages pages) {
        var database = kept.database();
        var codec = kept.codec();
        var captured = new CaptureFacts(pages, codec);
        var log = new LogRows(database, kept.growing());
        return List.of(
                new FactsCompared(pages, new CommitMac(kept.keys().secret(Secret.COMMIT)), new TagsCompared(pages, codec),
                        new LogCompared(log, new CheckpointsCompared(log, kept.keys()))),
                new VaultCompared(captured, kept.vault(), new VaultBack(database, new FactReader(database, codec), pages),
                        new ErasuresCompared(database, pages), pages::isDestroyed, kept.journals()),
                new BesideCompared(new RowMarks(database, kept.keys().secret(Secret.COMMIT)),
                        new SealedWords(database, kept.sealed(), pages, codec), pages),
                new ListsCompared(database, pages, codec, kept.models()),
                new IndexCompared(pages, captured, kept.index(), kept.words()));
    }

    /** The audits that were run here. */
    public AuditRuns runs() {
        return runs;
    }

    /**
     * Runs the open audit to its end, from where it stands.
     *
     * @param halted asked between stretches; when it says so, the audit stays open
     * @param rest how long to rest after each stretch of work, as a part of that work's time
     * @return the audit as it ended; empty when none was open, another server has it, or it was halted
     */
    public synchronized Optional<AuditState> run(BooleanSupplier halted, double rest) {
        var taken = runs.take(owner).orElse(null);
        if (taken == null) {
            return Optional.empty();
        }
        if (taken.upTo() == 0) {
            var head = pages.head();
            runs.fix(taken.id(), head.position(), head.commits());
        }
        var running = new AuditRunning(runs.find(taken.id()).orElseThrow(), runs, owner, transaction, halted, rest);
        try {
            running.run(steps);
        } catch (Halted _) {
            runs.release(owner);
            return Optional.empty();
        }
        note(runs.find(taken.id()).orElseThrow());
        runs.finish(taken.id(), owner);
        return runs.find(taken.id());
    }

    /** Counts and the position only: what differs stands in the audit's own list. */
    private void note(AuditState audit) {
        archive.send(
                new NoteAudit(audit.id(), audit.upTo(), audit.looked(), audit.marked(), audit.differences(),
                        audit.differences() == 0 ? AuditResult.AGREES : AuditResult.DIFFERS),
                new Attribution(audit.actor(), audit.role(), audit.id().toString(), null, zone.get().getId()));
    }

    /** Gives the open audit up: something is broken, and it is ours. */
    void fail(String reason) {
        runs.open().ifPresent(open -> runs.fail(open.id(), owner, reason));
    }
}
