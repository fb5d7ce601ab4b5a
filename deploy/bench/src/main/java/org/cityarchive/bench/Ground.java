package org.cityarchive.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Properties;

import javax.sql.DataSource;

import org.cityarchive.core.account.AccountModule;
import org.cityarchive.core.capture.CaptureModule;
import org.cityarchive.core.capture.RecordIdentity;
import org.cityarchive.core.law.Archive;
import org.cityarchive.core.law.Attribution;
import org.cityarchive.core.law.FactCodec;
import org.cityarchive.core.law.Features;
import org.cityarchive.server.capture.AccountsSeen;
import org.cityarchive.server.capture.DirectChannel;
import org.cityarchive.server.capture.ImportSteps;
import org.cityarchive.server.capture.SightingCounts;
import org.cityarchive.server.capture.SightingWriter;
import org.cityarchive.server.capture.Sightings;
import org.cityarchive.server.database.Database;
import org.cityarchive.server.database.EmbeddedDatabase;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.PostgresEventStore;
import org.cityarchive.server.vault.AliasWriter;
import org.cityarchive.server.vault.ContentSealing;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.MediaStaging;
import org.cityarchive.server.vault.PartWriter;
import org.cityarchive.server.vault.PostgresVault;
import org.cityarchive.server.vault.RecordKeyWriter;
import org.cityarchive.server.vault.StagedPartWriter;

/** The shipped store, vault and channel on the shipped PostgreSQL of a fresh home, with nothing else running. */
final class Ground implements AutoCloseable {
    static final Attribution BY = new Attribution("import:bench", "adapter", "bench", null, "America/Denver");

    private final Path home;
    private final EmbeddedDatabase server;
    private final Database database;
    final PostgresEventStore store;
    final Features.Running archive;
    final FactCodec codec;
    final FactReader facts;
    final KeyProvider keys;
    final PostgresVault vault;
    final RecordIdentity identity;

    private Ground(Path home) {
        this.home = home;
        server = EmbeddedDatabase.start(home);
        database = server.open();
        keys = FileKeys.create(home.resolve("keys"), null, Clock.systemUTC());
        var features = new Features();
        AccountModule.register(features);
        CaptureModule.register(features);
        codec = features.codec();
        store = new PostgresEventStore(source(), codec, keys.secret(KeyProvider.Secret.COMMIT), Clock.systemUTC(),
                List.of(new RecordKeyWriter(), new PartWriter(), new StagedPartWriter(), new AliasWriter(), new SightingWriter(),
                        new SightingCounts(), new AccountsSeen.Writer(),
                        new ImportSteps()))
                .start();
        archive = features.open(store);
        facts = new FactReader(source(), codec);
        vault = new PostgresVault(source(), keys, Clock.systemUTC());
        identity = new RecordIdentity(keys.secret(KeyProvider.Secret.IDENTITY));
    }

    static Ground fresh(Setup setup) throws IOException {
        return new Ground(Files.createTempDirectory(Files.createDirectories(setup.work()), "ground-"));
    }

    Path home() {
        return home;
    }

    DataSource source() {
        return database.connections();
    }

    /** The shipped channel, deciding through this archive. */
    DirectChannel channel(Archive through) {
        return new DirectChannel(through, facts, new Sightings(source()), identity, vault, new ContentSealing(), staging());
    }

    /** Where media go that are too large for memory; the bench has none. */
    MediaStaging staging() {
        return new MediaStaging(source());
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/archive";
    }

    /** A connection that may do anything, as the server's superuser. */
    Connection superuser() throws IOException, SQLException {
        return DriverManager.getConnection(url(), "postgres", password(home));
    }

    /** The password of the superuser of a home's own PostgreSQL. */
    static String password(Path home) throws IOException {
        var passwords = new Properties();
        try (var in = Files.newBufferedReader(home.resolve("pg.passwords"))) {
            passwords.load(in);
        }
        return passwords.getProperty("postgres");
    }

    /** Processor time used so far, here and by PostgreSQL, in seconds. */
    double processor() throws IOException {
        return Cpu.used(home);
    }

    String password() throws IOException {
        return password(home);
    }

    @Override
    public void close() throws IOException {
        archive.close();
        store.close();
        database.close();
        server.close();
        Folders.delete(home);
    }
}
