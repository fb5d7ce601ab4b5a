package org.cityarchive.server.wiring;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.search.SearchableRecord;
import org.cityarchive.core.search.Words;
import org.cityarchive.search.index.IndexUnreadable;
import org.cityarchive.search.index.RecordIndex;
import org.cityarchive.search.index.Snapshot;
import org.cityarchive.search.index.UnicodeWords;
import org.cityarchive.search.query.LuceneSearch;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.AccountWords;
import org.cityarchive.server.audit.AuditJson;
import org.cityarchive.server.audit.AuditRuns;
import org.cityarchive.server.audit.AuditState;
import org.cityarchive.server.audit.Audits;
import org.cityarchive.server.audit.DifferenceJson;
import org.cityarchive.server.audit.IndexedRecords;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.capture.Sightings;
import org.cityarchive.server.hold.HoldRegister;
import org.cityarchive.server.people.ActsDone;
import org.cityarchive.server.people.City;
import org.cityarchive.server.people.PeopleInRoles;
import org.cityarchive.server.policy.ProfileInForce;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.store.SqlProjection;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealedText;

/** The parts of an archive whose server is stopped, as far as an audit of it needs them: nothing listens, and nothing reads on. */
public final class StoppedArchive implements AutoCloseable {
    private static final long LOOK_MILLIS = 300;
    private static final int PAGE = 1_000;
    private static final Duration LONGEST = Duration.ofHours(6);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final Foundation foundation;
    private final PostgresEventStore store;
    private final AuditRuns runs;
    private final Audits audits;
    private final FactReader facts;
    private final List<SqlProjection> models;
    private final IndexedRecords indexed;

    private StoppedArchive(ArchiveSettings settings, Foundation foundation) {
        opened.push(foundation);
        this.foundation = foundation;
        var database = foundation.connections();
        var keys = foundation.keys();
        var clock = Clock.systemUTC();
        var features = ArchiveFeatures.laws();
        var codec = features.codec();
        this.store = new PostgresEventStore(database, codec, keys.secret(Secret.COMMIT), clock,
                ArchiveFeatures.keptWriters(foundation.keys()))
                .start();
        opened.push(store);
        var vault = new PostgresVault(database, keys, clock);
        var sealed = new SealedText(keys.secret(Secret.IDENTITY));
        var accounts = new AccountRegister(database, new AccountWords(database, sealed));
        this.facts = new FactReader(database, codec);
        var city = new City(database, new City.Named(settings.cityName(), settings.cityZone()));
        var records = new Records(facts, new Sightings(database), vault, new RecordIdentity(keys.secret(Secret.IDENTITY)),
                accounts);
        var words = new UnicodeWords();
        this.runs = new AuditRuns(database, clock);
        this.models = List.of(accounts, new PeopleInRoles(database, facts, city, clock), new ActsDone(codec),
                new ProfileInForce(database, sealed), new HoldRegister(database));
        this.indexed = index(settings, words, city, records, accounts);
        this.audits = new Audits(new Audits.Kept(database, codec, keys, vault,
                DestructionJournals.of(settings.home(), keys)::destroyed, sealed, models, indexed, words, false), runs,
                archive(features), city::zone);
    }

    /**
     * Takes the home.
     *
     * @throws CannotRun it is not to be had
     */
    public static StoppedArchive open(ArchiveSettings settings) {
        var foundation = Foundation.lay(settings);
        try {
            var archive = new StoppedArchive(settings, foundation);
            if (settings.databaseUrl() == null) {
                archive.runs.free(); // the home is held, and nobody else has its database
            }
            return archive;
        } catch (RuntimeException e) {
            foundation.close();
            throw e;
        }
    }

    /** Only the fact that an audit was run is written. */
    private Features.Running archive(Features features) {
        var archive = features.open(store);
        opened.push(archive);
        return archive;
    }

    private IndexedRecords index(ArchiveSettings settings, Words words, City city, Records records, AccountRegister accounts) {
        try {
            var index = RecordIndex.open(settings.home().resolve("index"), words);
            opened.push(index);
            return new RecordsIndexed(index, new LuceneSearch(index, words, city::zone), records, facts, accounts);
        } catch (IndexUnreadable unreadable) {
            return new Unreadable(unreadable);
        }
    }

    /** Its damage is a finding, and no reason to stop. */
    private record Unreadable(IndexUnreadable why) implements IndexedRecords {
        @Override
        public Snapshot snapshot() {
            throw why;
        }

        @Override
        public List<SearchableRecord> searchable(Collection<RecordId> records, long upTo) {
            throw why;
        }
    }

    /**
     * Makes what was restored whole: has every list read the facts that it has not, builds the index, which no backup holds, and ends an
     * audit that was under way when it was backed up, as what that had compared was another database.
     *
     * @param progress told which of them is read in
     * @throws CannotRun one of them did not come to the last fact
     */
    public StoppedArchive readIn(Consumer<String> progress) {
        runs.endOpen("it was under way when the backup was taken from which this archive was restored");
        long head = facts.head();
        try (var lists = new Projections(foundation.connections(), facts, store.signal(), "stopped-" + UUID.randomUUID())) {
            models.forEach(lists::add);
            lists.start();
            for (var model : models) {
                progress.accept(model.name());
                if (!lists.awaitPosition(model.name(), head, LONGEST)) {
                    throw new CannotRun("The list " + model.name() + " does not read all facts; the log of its start says more.");
                }
            }
        }
        if (indexed instanceof RecordsIndexed index && index.position() < head) {
            progress.accept(index.name());
            index.rebuild();
        }
        return this;
    }

    /** An audit as it ended, and what it named. */
    public record Ended(AuditJson audit, List<DifferenceJson> differences) {}

    /**
     * Runs an audit, or the one that was interrupted to its end.
     *
     * @param progress told now and then how far it is
     * @throws CannotRun it did not come to its end
     */
    public Ended audit(String actor, String role, Consumer<AuditJson> progress) {
        var begun = runs.begin(actor, role);
        var over = new AtomicBoolean();
        var watch = Thread.ofVirtual().name("audit-progress").start(() -> watch(begun, over, progress));
        try {
            var ended = audits.run(() -> false, 0)
                    .orElseThrow(() -> new CannotRun("Another process runs audit " + begun.number() + " now."));
            return new Ended(AuditJson.of(ended), named(ended));
        } finally {
            over.set(true);
            watch.interrupt();
        }
    }

    private void watch(AuditState begun, AtomicBoolean over, Consumer<AuditJson> progress) {
        try {
            while (!over.get()) {
                runs.find(begun.id()).map(AuditJson::of).ifPresent(progress);
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private List<DifferenceJson> named(AuditState ended) {
        var all = new ArrayList<DifferenceJson>();
        for (var page = runs.differences(ended.id(), 0, PAGE); !page.isEmpty(); page = runs.differences(ended.id(),
                page.getLast().number(), PAGE)) {
            page.forEach(one -> all.add(DifferenceJson.of(one)));
        }
        return all;
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger(StoppedArchive.class.getName()).log(System.Logger.Level.WARNING, "did not close: {0}",
                        e.getClass().getName());
            }
        }
    }
}
