package org.cityarchive.server.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountModule;
import org.cityarchive.core.capture.CaptureChannel.Offer;
import org.cityarchive.core.capture.CaptureEvent;
import org.cityarchive.core.capture.CaptureModule;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.Lives;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.capture.RecordHistory;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.capture.VersionFields;
import org.cityarchive.core.disposition.DispositionModule;
import org.cityarchive.core.hold.HoldModule;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Features;
import org.cityarchive.core.policy.PolicyModule;
import org.cityarchive.core.request.RequestModule;
import org.cityarchive.core.retention.RetentionModule;
import org.cityarchive.server.account.AccountRegister;
import org.cityarchive.server.account.AccountWords;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.vault.ErasedWriter;
import org.cityarchive.server.vault.AliasWriter;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.MediaStaging;
import org.cityarchive.server.vault.PartWriter;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.SealedText;
import org.cityarchive.server.vault.RecordKeyWriter;
import org.cityarchive.server.vault.SealedVersion;
import org.cityarchive.server.vault.StagedPartWriter;

/** A store, a vault and a channel on a real database. */
public final class CaptureStore implements AutoCloseable {
    public static final Attribution BY = new Attribution("import:test", "adapter", "test", null, "America/Denver");

    public final TestDatabase database;
    public final FactReader facts;
    public final DirectChannel channel;
    public final PostgresVault vault;
    public final MediaStaging staging;
    public final Sightings sightings;
    public final RecordIdentity identity = new RecordIdentity(new byte[32]);
    private final PostgresEventStore store;
    public final Features.Running archive;
    public final AccountRegister accounts;
    public final Records records;
    public final Projections projections;

    public CaptureStore() throws IOException {
        database = TestDatabase.fresh();
        var data = database.connections();
        var features = new Features();
        CaptureModule.register(features);
        AccountModule.register(features);
        PolicyModule.register(features);
        RetentionModule.register(features);
        HoldModule.register(features);
        RequestModule.register(features);
        DispositionModule.register(features);
        sightings = new Sightings(data);
        store = new PostgresEventStore(data, features.codec(), new byte[32], Clock.systemUTC(), List.of(new RecordKeyWriter(),
                new PartWriter(), new StagedPartWriter(), new AliasWriter(), new SightingWriter(), new SightingCounts(),
                new AccountsSeen.Writer(),
                new ImportSteps(), new ErasedWriter((_, _) -> {
                    // no sightings are counted here
                }))).start();
        archive = features.open(store);
        facts = new FactReader(data, features.codec());
        Path keys = Files.createTempDirectory("archive-keys-");
        staging = new MediaStaging(data);
        vault = new PostgresVault(data, FileKeys.create(keys.resolve("keys"), null, Clock.systemUTC()), Clock.systemUTC());
        channel = new DirectChannel(archive, facts, sightings, identity, vault, new ContentSealing(), staging);
        accounts = new AccountRegister(data, new AccountWords(data, new SealedText(new byte[32])));
        records = new Records(facts, sightings, vault, identity, accounts);
        projections = new Projections(data, facts, store.signal(), "test");
        projections.add(accounts);
        archive.send(new OpenAccount(Lives.ACCOUNT, "facebook", "city", null, Via.REGISTER), BY);
    }

    public void offer(List<Observation> observations) {
        var offers = new ArrayList<Offer>();
        observations.forEach(o -> offers.add(new Offer(Lives.ACCOUNT, o)));
        channel.offer(offers, BY, List.of());
    }

    public RecordId record(String nativeId) {
        return identity.of("facebook", Lives.ACCOUNT, nativeId);
    }

    public RecordHistory history(RecordId record) {
        var told = CaptureEvent
                .among(facts.tagged("record", List.of(record.toString()), Long.MAX_VALUE).values().iterator().next());
        var contents = new HashMap<Integer, Content>();
        var wanted = new ArrayList<SealedVersion>();
        for (var recorded : told) {
            var version = recorded.fact().version();
            if (version != null) {
                wanted.add(SealedVersion.of(record, version.number()));
            }
        }
        vault.contents(wanted).forEach((version, opened) -> {
            var content = opened.content();
            if (content != null) {
                contents.put(version.version(), content);
            }
        });
        return RecordHistory.of(told, contents);
    }

    /** What a reader is told of a record: wordings and states with their times. */
    Map<String, Object> told(RecordId record) {
        var told = new TreeMap<String, Object>();
        var history = history(record);
        told.put("wordings",
                history.wordings().stream().map(w -> w.from() + " " + VersionFields.shown("facebook", w.content())).toList());
        told.put("made", String.valueOf(history.origin().createdAt()));
        told.put("states", history.states().stream().map(s -> s.from() + " " + s.state()).toList());
        return told;
    }

    @Override
    public void close() {
        projections.close();
        archive.close();
        store.close();
        database.close();
    }
}
