package org.cityarchive.server.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;

import javax.sql.DataSource;

import org.cityarchive.core.law.FactCodec;
import org.cityarchive.server.backup.Restore;
import org.cityarchive.server.database.Database;
import org.cityarchive.server.database.DatabaseTrouble;
import org.cityarchive.server.database.EmbeddedDatabase;
import org.cityarchive.server.vault.ArchiveKeys;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyRotation;
import org.cityarchive.server.vault.KeyTrouble;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** What the world gives an archive and everything stands on: taken before the server starts, given back after it has ended. */
public final class Foundation implements AutoCloseable {
    private final ArchiveSettings settings;
    private final Home home;
    private final DataSource connections;
    private final FileKeys keys;
    private final Clock clock;
    private final Deque<AutoCloseable> opened;

    private Foundation(ArchiveSettings settings, Home home, DataSource connections, FileKeys keys, Clock clock,
            Deque<AutoCloseable> opened) {
        this.clock = clock;
        this.settings = settings;
        this.home = home;
        this.connections = connections;
        this.keys = keys;
        this.opened = opened;
    }

    /**
     * Takes home, database and keys, or none of them.
     *
     * @throws CannotRun one of them is not to be had
     */
    public static Foundation lay(ArchiveSettings settings) {
        return lay(settings, Clock.systemUTC());
    }

    /**
     * The same, on a clock of the caller's.
     *
     * @throws CannotRun one of them is not to be had
     */
    static Foundation lay(ArchiveSettings settings, Clock clock) {
        var opened = new ArrayDeque<AutoCloseable>();
        try {
            var home = Home.open(settings.home());
            opened.push(home);
            refuseHalfRestored(settings.home());
            var connections = database(settings, opened).connections();
            return new Foundation(settings, home, connections, keys(settings, connections, clock), clock, opened);
        } catch (DatabaseTrouble | KeyTrouble e) {
            closeAll(opened);
            throw new CannotRun(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            closeAll(opened);
            throw e;
        }
    }

    private static void refuseHalfRestored(Path home) {
        if (Files.exists(home.resolve(Restore.MARK))) {
            throw new CannotRun("A restore into the home " + home + " was not finished. Empty the folder, and restore again.");
        }
    }

    /** Whether an archive was ever started with these settings. */
    public static boolean isLaid(ArchiveSettings settings) {
        return FileKeys.exist(folderOfKeys(settings));
    }

    private static Database database(ArchiveSettings settings, Deque<AutoCloseable> opened) {
        Database database;
        if (settings.databaseUrl() == null) {
            var embedded = EmbeddedDatabase.start(settings.home());
            opened.push(embedded);
            database = embedded.open();
        } else {
            database = Database.external(settings.databaseUrl());
        }
        opened.push(database);
        return database;
    }

    private static FileKeys keys(ArchiveSettings settings, DataSource connections, Clock clock) {
        var keys = new ArchiveKeys(connections).open(folderOfKeys(settings), passphrase(settings), clock);
        new KeyRotation(connections, keys, DestructionJournals.of(settings.home(), keys), clock).finish();
        return keys;
    }

    private static Path folderOfKeys(ArchiveSettings settings) {
        return settings.home().resolve("keys");
    }

    /** What opens the keys in the home; null: a file beside them. */
    public static char @Nullable [] passphrase(ArchiveSettings settings) {
        var file = settings.keyPassphraseFile();
        try {
            return file == null ? null : Files.readString(file).strip().toCharArray();
        } catch (IOException e) {
            throw new CannotRun("The passphrase file " + file + " cannot be read.", e);
        }
    }

    Home home() {
        return home;
    }

    /** Connections as archive_app. */
    public DataSource connections() {
        return connections;
    }

    /** The archive's keys. */
    public FileKeys keys() {
        return keys;
    }

    /** Reads and writes this archive's facts. */
    public static FactCodec codec() {
        return ArchiveFeatures.laws().codec();
    }

    /** Makes its parts known to the application. */
    void beans(ConfigurableListableBeanFactory beans) {
        beans.registerSingleton("settings", settings);
        beans.registerSingleton("home", home);
        beans.registerSingleton("connections", connections);
        beans.registerSingleton("keys", keys);
        beans.registerSingleton("clock", clock);
    }

    @Override
    public void close() {
        closeAll(opened);
    }

    private static void closeAll(Deque<AutoCloseable> opened) {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                System.getLogger(Foundation.class.getName()).log(System.Logger.Level.WARNING, "did not close: {0}",
                        e.getClass().getName());
            }
        }
    }
}
