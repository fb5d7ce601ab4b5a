package org.cityarchive.server.backup;

import static java.util.Objects.requireNonNull;

import java.util.stream.Collectors;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Backs an archive up while it runs: every table of one moment, the uploads that are still read, the destruction journals, and the keys
 * apart from all that. A second backup into the same folder adds what is new. The index is not backed up; it is built from the rest.
 */
public final class Backup {
    private static final int TRIES = 3;
    private static final int SHORTEST_PASSWORD = 12;

    private final DataSource database;
    private final FileKeys keys;
    private final Path home;
    private final Clock clock;

    public Backup(DataSource database, FileKeys keys, Path home, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.home = home;
        this.clock = clock;
    }

    /**
     * Where to.
     *
     * @param folder takes the data
     * @param keys takes the keys, elsewhere; null: they are kept by other means
     * @param password opens the copy of the keys; null without keys
     */
    public record Target(Path folder, @Nullable Path keys, char @Nullable [] password) {
        /** @throws BackupTrouble the keys would lie beside what they open, or their password is none */
        public Target {
            folder = folder.toAbsolutePath().normalize();
            if (keys != null) {
                keys = keys.toAbsolutePath().normalize();
                if (keys.startsWith(folder) || folder.startsWith(keys)) {
                    throw new BackupTrouble(
                            "The keys would lie with the data that they open. Take a folder elsewhere for them, best on"
                                    + " another disk, which others keep.");
                }
                if (password == null || password.length < SHORTEST_PASSWORD) {
                    throw new BackupTrouble("The password of the keys' copy has " + (password == null ? 0 : password.length)
                            + " characters; it needs " + SHORTEST_PASSWORD + " or more.");
                }
            }
        }

        /** Holds no password. */
        @Override
        public String toString() {
            return "Target[" + folder + ", keys in " + keys + "]";
        }
    }

    /**
     * What was backed up.
     *
     * @param addedRows since the backup before
     * @param addedBytes since the backup before, as they lie in the folder
     */
    public record Done(UUID backup, Instant at, long position, int tables, long rows, long bytes, long addedRows, long addedBytes,
            long journals, double seconds) {}

    /**
     * Makes a backup whole.
     *
     * @throws BackupTrouble the folder is not for it; nothing was changed
     * @throws IOException the folder cannot be written; the backup that was there still is
     */
    public Done run(Target target, Progress progress) throws IOException {
        var started = clock.instant();
        refuseHome(target);
        var set = BackupSet.begin(target.folder());
        try (var _ = set.lock()) {
            var seal = new BackupSeal(keys.secret(Secret.BACKUP));
            var earlier = set.manifest().map(sealed -> own(sealed.manifest(), target).equals(keys.archive())
                    ? sealed.checked(seal)
                    : sealed.manifest());
            var anchor = keys.anchor();
            if (target.keys() != null) {
                keys.copyIn(requireNonNull(target.keys()), target.password()); // refused before anything is written down
            }
            var backup = begin(target, started); // before any key is copied: what is destroyed meanwhile may be among them
            var manifest = written(backup, set, seal, earlier, progress);
            DestructionJournals.of(home, keys).copyTo(set.journals());
            if (target.keys() != null) {
                progress.at("keys", 0, 1);
                var copy = keys.copyTo(requireNonNull(target.keys()), target.password(), anchor);
                copy.check();
                DestructionJournals.of(home, keys).copyTo(requireNonNull(target.keys()).resolve("journals"));
            }
            set.finish(manifest, seal);
            var done = done(manifest, earlier, started);
            end(done);
            return done;
        }
    }

    private void refuseHome(Target target) {
        var own = home.toAbsolutePath().normalize();
        if (target.folder().startsWith(own) || (target.keys() != null && target.keys().startsWith(own))) {
            throw new BackupTrouble(
                    "The folder lies in the archive's own home " + own + " and would be lost with it. Take one elsewhere.");
        }
    }

    private UUID own(Manifest manifest, Target target) {
        if (!manifest.archive().equals(keys.archive())) {
            throw new BackupTrouble("The folder " + target.folder() + " holds a backup of the archive " + manifest.archive()
                    + "; this is the archive " + keys.archive() + ". Take another folder.");
        }
        return manifest.archive();
    }

    private Manifest written(UUID backup, BackupSet set, BackupSeal seal, Optional<Manifest> earlier, Progress progress)
            throws IOException {
        long journals = DestructionJournals.of(home, keys).head().number(); // those that the moment to come has seen
        for (int attempt = 1;; attempt++) {
            try (var uploads = Uploads.hold(home); var snapshot = DatabaseSnapshot.take(database)) {
                uploads.holdNew();
                var imports = snapshot.imports();
                if (uploads.misses(imports) && attempt < TRIES) {
                    continue; // it came and ended around this moment; the next one has read it
                }
                refuseOlder(snapshot, earlier);
                var tables = new TableBackup(set, seal, snapshot, earlier, head(backup, snapshot, journals));
                return tables.run(uploads.copyInto(set, imports, earlier), progress);
            }
        }
    }

    private Manifest head(UUID backup, DatabaseSnapshot snapshot, long journals) {
        long position = snapshot.position();
        return new Manifest(Manifest.VERSION, backup, keys.archive(), keys.label(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS), snapshot.schema(), snapshot.server(), position,
                snapshot.fact(position), snapshot.logSize(), snapshot.checkpoint().orElse(null), journals,
                List.of(), snapshot.sequences(), List.of());
    }

    private static void refuseOlder(DatabaseSnapshot snapshot, Optional<Manifest> earlier) {
        long position = snapshot.position();
        earlier.filter(m -> m.position() > position || !m.lastFact().equals(snapshot.fact(m.position()))).ifPresent(m -> {
            throw new BackupTrouble("The folder holds a backup that goes to position " + m.position()
                    + ", and this archive does not continue it (it stands at " + position
                    + "). It would be lost. Take another folder.");
        });
    }

    private Done done(Manifest now, Optional<Manifest> earlier, Instant started) {
        var before = earlier.map(m -> m.files().stream().map(Manifest.Kept::file).collect(Collectors.toSet()))
                .orElse(Set.of());
        long addedRows = now.tables().stream().flatMap(t -> t.segments().stream())
                .filter(s -> !before.contains(s.kept().file())).mapToLong(Manifest.Segment::rows).sum();
        long addedBytes = now.files().stream().filter(f -> !before.contains(f.file())).mapToLong(Manifest.Kept::size).sum();
        double seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
        return new Done(now.backup(), now.at(), now.position(), now.tables().size(), now.rows(), now.bytes(), addedRows,
                addedBytes,
                now.journals(), seconds);
    }

    private UUID begin(Target target, Instant started) {
        var backup = UUID.randomUUID();
        JdbcClient.create(database).sql("insert into backup_run (backup, folder, keys_folder, started_at) values (?, ?, ?, ?)")
                .param(backup).param(target.folder().toString())
                .param(target.keys() == null ? null : target.keys().toString()).param(started.atOffset(ZoneOffset.UTC)).update();
        return backup;
    }

    private void end(Done done) {
        JdbcClient.create(database)
                .sql("""
                        update backup_run set finished_at = ?, position = ?, added_rows = ?, added_bytes = ?, bytes = ? where backup = ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), done.position(), done.addedRows(), done.addedBytes(),
                        done.bytes(), done.backup())
                .update();
    }

    /** Whether a folder holds a whole backup. */
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve("manifest.json"));
    }
}
