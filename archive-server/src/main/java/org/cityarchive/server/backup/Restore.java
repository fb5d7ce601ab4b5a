package org.cityarchive.server.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.server.database.Database;
import org.cityarchive.server.database.EmbeddedDatabase;
import org.cityarchive.server.vault.DestructionJournals;
import org.cityarchive.server.vault.DestructionJournals.Head;
import org.cityarchive.server.vault.FileKeys;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.wiring.ArchiveSettings;
import org.cityarchive.server.wiring.Home;
import org.jspecify.annotations.Nullable;

/**
 * Restores a backup into an empty home. Every file is compared with the manifest before anything is written, the destruction journals are
 * applied before anyone can open the archive, and a restore that was killed leaves a home that does not start.
 */
public final class Restore {
    /** In a home whose restore is not finished. */
    public static final String MARK = "restore.unfinished";
    private static final int NAMED = 5;
    private static final Set<String> ALLOWED = Set.of(ArchiveSettings.FILE, "lost+found");

    private final BackupSet set;
    private final FileKeys copy;
    private final Path keysFolder;

    private Restore(BackupSet set, FileKeys copy, Path keysFolder) {
        this.set = set;
        this.copy = copy;
        this.keysFolder = keysFolder;
    }

    /**
     * Opens a backup with a copy of its keys.
     *
     * @param password of the copy; null where a master key file stands beside it
     * @throws BackupTrouble there is none
     */
    public static Restore of(Path folder, Path keys, char @Nullable [] password, Clock clock) {
        var set = BackupSet.open(folder);
        if (!FileKeys.exist(keys)) {
            throw new BackupTrouble("There are no keys in " + keys + ". Without the keys of "
                    + set.manifest().map(sealed -> sealed.manifest().archive()).orElseThrow() + " its backup cannot be opened.");
        }
        return new Restore(set, FileKeys.open(keys, password, clock), keys);
    }

    /**
     * Where to.
     *
     * @param databaseUrl null: a database of its own in the home
     * @param passphrase that is to open the keys in the home; null: a key file
     */
    public record Into(Path home, @Nullable String databaseUrl, char @Nullable [] passphrase) {
        /** Holds no password. */
        @Override
        public String toString() {
            return "Into[" + home + "]";
        }
    }

    /**
     * What was restored.
     *
     * @param destroyed records that the journals destroyed in it anew
     * @param published leaves of the log that were published before, as far as is known; more than {@code logSize}: facts are lost
     */
    public record Done(Manifest manifest, Set<UUID> destroyed, long logSize, long published) {
        /** Whether the log may go on being signed. */
        public boolean isWhole() {
            return published <= logSize;
        }
    }

    /**
     * Restores.
     *
     * @throws BackupTrouble refused; the home is as it was
     */
    public Done into(Into into, Progress progress) throws IOException {
        var manifest = checked(progress);
        refuseUsed(into.home());
        try (var home = Home.open(into.home())) {
            try {
                return restored(manifest, into, progress);
            } catch (IOException | RuntimeException e) {
                empty(home.folder()); // it was empty before: nothing of a refused restore stays
                throw e;
            }
        }
    }

    private Done restored(Manifest manifest, Into into, Progress progress) throws IOException {
        Files.writeString(into.home().resolve(MARK),
                "A backup is being restored here; until it is whole the archive does not start.\n");
        var keys = copy.copyTo(into.home().resolve("keys"), into.passphrase(), copy.anchor());
        var journals = journals(into.home(), keys, manifest);
        Uploads.restore(set, manifest.uploads(), into.home());
        var rows = new RestoredRows(set, manifest, keys, journals, progress);
        if (into.databaseUrl() == null) {
            try (var database = EmbeddedDatabase.start(into.home())) {
                database.load(manifest.schema(), rows::into);
            }
        } else {
            Database.loadExternal(into.databaseUrl(), manifest.schema(), rows::into);
        }
        Files.delete(into.home().resolve(MARK));
        long published = keys.anchor().map(note -> SignedNote.of(note.getBytes(UTF_8)).checkpoint().size()).orElse(0L);
        return new Done(manifest, rows.destroyed(), manifest.logSize(), published);
    }

    private static void empty(Path home) throws IOException {
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                var top = home.relativize(file).getName(0).toString();
                if (!file.equals(home) && !ALLOWED.contains(top) && !top.equals("lock")) {
                    Files.delete(file);
                }
            }
        }
    }

    private Manifest checked(Progress progress) throws IOException {
        var sealed = set.manifest().orElseThrow();
        if (!sealed.manifest().archive().equals(copy.archive())) {
            throw new BackupTrouble(
                    "The backup is of the archive " + sealed.manifest().archive() + ", and in " + keysFolder + " are "
                            + copy.label() + ".");
        }
        var manifest = sealed.checked(new BackupSeal(copy.secret(Secret.BACKUP)));
        if (manifest.v() != Manifest.VERSION) {
            throw new BackupTrouble("The backup is of a form that this program does not know; use a newer one.");
        }
        copy.check();
        long done = 0;
        var wrong = new ArrayList<String>();
        for (var file : manifest.files()) {
            progress.at("check", done, manifest.bytes());
            if (!set.isWhole(file)) {
                wrong.add(file.file());
            }
            done += file.size();
        }
        if (!wrong.isEmpty()) {
            throw new BackupTrouble("Of the backup's files " + wrong.size() + " are missing or not what its manifest says: "
                    + String.join(", ", wrong.stream().limit(NAMED).toList()) + (wrong.size() > NAMED ? " and others" : "")
                    + ". Nothing was restored; take another backup.");
        }
        return manifest;
    }

    /** Only settings may be there before. */
    private static void refuseUsed(Path home) throws IOException {
        if (Files.exists(home)) {
            try (var files = Files.list(home)) {
                var found = files.map(f -> String.valueOf(f.getFileName()))
                        .filter(name -> !ALLOWED.contains(name) && !name.equals("lock")).sorted().toList();
                if (!found.isEmpty()) {
                    throw new BackupTrouble("The home " + home + " is not empty ("
                            + String.join(", ", found.stream().limit(NAMED).toList())
                            + (found.contains(MARK) ? "; a restore into it was not finished" : "")
                            + "). A backup is restored into an empty one only: move what is there away, or take another --home.");
                }
            }
        }
    }

    /** The journals of the backup and those beside the copy of the keys: the longer chain, which must go on from the other. */
    private DestructionJournals journals(Path home, FileKeys keys, Manifest manifest) throws IOException {
        var known = copy.journalHead().map(Head::of).orElse(Head.NONE);
        var journals = DestructionJournals.of(home, keys);
        for (var from : new Path[]{set.journals(), keysFolder.resolve("journals")}) {
            new DestructionJournals(from, copy).copyReadable(home.resolve("keys").resolve("journals"));
        }
        var head = journals.head(known);
        if (head.number() < manifest.journals()) {
            throw new BackupTrouble(
                    "The backup has seen " + manifest.journals() + " destruction journals, and only " + head.number()
                            + " are here. Bring its folder journals back.");
        }
        keys.journalHead(head.text());
        return journals;
    }
}
