package org.cityarchive.server.merkle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.account.AccountCommand.OpenAccount;
import org.cityarchive.core.account.AccountEvent.Via;
import org.cityarchive.core.account.AccountId;
import org.cityarchive.core.account.AccountModule;
import org.cityarchive.core.evidence.EvidenceModule;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.Features;
import org.cityarchive.server.database.TestDatabase;
import org.cityarchive.server.merkle.Checkpoints.Naming;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.Secret;

/** A store with its log and its keys, and a clock that is set by hand. Facts are opened accounts. */
final class SignedLog implements AutoCloseable {
    private static final Attribution BY = new Attribution("tester", "clerk", "test", null, "America/Denver");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final TestDatabase database = TestDatabase.fresh();
    final KeyProvider keys;
    final MerkleLog log;
    final CheckpointRows rows = new CheckpointRows(database.connections());
    private final PostgresEventStore store;
    private final Features.Running archive;
    private Instant now = Instant.now();
    private int made;

    SignedLog(Path keyFolder) throws IOException {
        this(Files.exists(keyFolder) && FileKeys.exist(keyFolder)
                ? FileKeys.open(keyFolder, null, Clock.systemUTC())
                : FileKeys.create(keyFolder, null, Clock.systemUTC()));
    }

    private SignedLog(KeyProvider keys) {
        this.keys = keys;
        var features = new Features();
        AccountModule.register(features);
        EvidenceModule.register(features);
        store = new PostgresEventStore(database.connections(), features.codec(), keys.secret(Secret.COMMIT), Clock.systemUTC(),
                List.of())
                .start();
        archive = features.open(store);
        log = new MerkleLog(database.connections(), keys.secret(Secret.COMMIT), store.signal()).start();
    }

    Checkpoints checkpoints(LogKey... witnesses) {
        InstantSource time = () -> now;
        return new Checkpoints(rows, log, keys, archive,
                new Naming("{name}.test/log", () -> ZoneId.of("America/Denver"), List.of(witnesses)),
                time.withZone(ZoneOffset.UTC));
    }

    /** Later. */
    void later(Duration time) {
        now = now.plus(time);
    }

    /** Makes facts, each a commit, and waits until they are leaves. */
    void facts(int number) {
        long position = 0;
        for (int i = 0; i < number; i++) {
            made++;
            position = archive
                    .send(new OpenAccount(new AccountId(UUID.randomUUID()), "x", "handle" + made, null, Via.REGISTER), BY)
                    .position();
        }
        if (!log.awaitLeaf(position, PATIENCE)) {
            throw new AssertionError("fact " + position + " is no leaf; stopped: " + log.stopped());
        }
    }

    @Override
    public void close() {
        log.close();
        archive.close();
        store.close();
        database.close();
    }
}
