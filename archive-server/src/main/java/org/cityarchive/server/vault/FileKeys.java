package org.cityarchive.server.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * Keys in a folder of files, each wrapped under a master key: for evaluation and small cities. Destruction is not provable on disks that
 * copy on write, and certificates say so (EVIDENCE.md §6.4).
 */
public final class FileKeys implements KeyProvider {
    static final String DESTROYED = ".destroyed";
    private static final String ANCHOR = "log.anchor";
    private static final String JOURNALS = "journals.head";

    private final KeyFolder folder;
    private final KeyRing ring;
    private final Clock clock;
    private final BucketKeys buckets;
    private final ConcurrentMap<KeyId, byte[]> open = new ConcurrentHashMap<>();

    private FileKeys(KeyFolder folder, KeyRing ring, Clock clock) {
        this.folder = folder;
        this.ring = ring;
        this.clock = clock;
        this.buckets = new BucketKeys(folder, ring, this::now);
    }

    /** Whether keys were ever made in this folder. */
    public static boolean exist(Path folder) {
        return folder.toFile().isDirectory() && MasterKey.exists(KeyFolder.at(folder));
    }

    /**
     * Makes the keys of a new archive.
     *
     * @param passphrase null: a master key file is generated in the folder
     * @throws KeyTrouble there are keys already, or the folder cannot be written
     */
    public static FileKeys create(Path folder, char @Nullable [] passphrase, Clock clock) {
        return create(folder, passphrase, UUID.randomUUID(), clock, keys -> {
            for (var secret : Secret.values()) {
                keys.ring.keep(file(secret), MasterKey.random(32), Map.of());
            }
        });
    }

    /** The master key's own files come last: a making that was killed has made nothing. */
    static FileKeys create(Path folder, char @Nullable [] passphrase, UUID archive, Clock clock, Consumer<FileKeys> filling) {
        var files = KeyFolder.at(folder);
        return files.alone(() -> {
            if (MasterKey.exists(files)) {
                throw new KeyTrouble("The key folder " + folder + " already holds keys; they are not replaced.");
            }
            var ring = KeyRing.begin(files, passphrase, archive, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            var keys = new FileKeys(files, ring, clock);
            filling.accept(keys);
            KeyRing.begun(files);
            return keys;
        });
    }

    /**
     * Opens the keys of an archive.
     *
     * @param passphrase null where the master key is a file
     * @throws KeyTrouble absent, readable by others, or not opened by this passphrase
     */
    public static FileKeys open(Path folder, char @Nullable [] passphrase, Clock clock) {
        if (!exist(folder)) {
            throw new KeyTrouble("There are no keys in " + folder + ". An archive that has records cannot start without its keys:"
                    + " restore the folder from its escrow copy.");
        }
        var files = KeyFolder.at(folder);
        return new FileKeys(files, KeyRing.open(files, passphrase), clock);
    }

    /** The archive whose keys these are. */
    public UUID archive() {
        return MasterKey.label(folder).archive();
    }

    /** What these keys are called, in words; their id changes with what opens them. */
    public String label() {
        return MasterKey.label(folder).toString();
    }

    /** Whether a passphrase opens them; else a master key file beside them does. */
    public boolean opensByPassphrase() {
        return MasterKey.label(folder).byPassphrase();
    }

    /**
     * Opens every key once, so that a missing or torn one is known before it is needed.
     *
     * @throws KeyTrouble the first that does not open
     */
    public void check() {
        for (var secret : Secret.values()) {
            secret(secret);
        }
        ring.names().forEach(ring::key);
    }

    /** Wraps every key anew, under another passphrase or (null) a new master key file; the old ones open nothing any more. */
    public void changeMaster(char @Nullable [] passphrase) {
        ring.change(passphrase, now());
    }

    /**
     * Keeps a copy of all keys elsewhere, under a passphrase of its own; a copy that is there is brought up to date. Keys destroyed here
     * are destroyed there.
     *
     * @param passphrase null: a master key file stands beside them
     * @param anchor the last checkpoint that the copy's archive has published
     * @throws KeyTrouble there are keys of another archive, or another passphrase opens them
     */
    public FileKeys copyTo(Path to, char @Nullable [] passphrase, Optional<String> anchor) {
        var copy = copyIn(to, passphrase)
                .orElseGet(() -> create(to, passphrase, archive(), clock, fresh -> KeyCopy.bringUpToDate(this, fresh)));
        KeyCopy.bringUpToDate(this, copy);
        anchor.ifPresent(copy::anchor);
        journalHead().ifPresent(copy::journalHead);
        return copy;
    }

    /** The copy of these keys that is there already, refused as {@link #copyTo} does; empty where no keys are. */
    public Optional<FileKeys> copyIn(Path to, char @Nullable [] passphrase) {
        if (!exist(to)) {
            return Optional.empty();
        }
        var copy = open(to, passphrase, clock);
        if (passphrase != null && !MasterKey.label(copy.folder).byPassphrase()) {
            throw new KeyTrouble("In " + to + " are " + copy.label() + " that open without a password. Take another folder.");
        }
        if (!copy.archive().equals(archive())) {
            throw new KeyTrouble("In " + to + " are " + copy.label() + "; these are " + label() + ". Take another folder.");
        }
        return Optional.of(copy);
    }

    KeyFolder folder() {
        return folder;
    }

    KeyRing ring() {
        return ring;
    }

    @Override
    public <T> T under(Bucket bucket, Function<KeyId, T> use) {
        return folder.alone(() -> use.apply(buckets.current(bucket)));
    }

    @Override
    public KeyId renew(KeyId old) {
        return folder.alone(() -> buckets.after(old, String.valueOf(folder.read(live(old)).get(BucketKeys.NAME))));
    }

    @Override
    public byte[] wrap(KeyId key, byte[] batchKey) {
        live(key); // never under a key that another process has destroyed meanwhile
        return KeyWrap.wrap(bucketKey(key), batchKey);
    }

    @Override
    public byte[] unwrap(KeyId key, byte[] wrapped) {
        byte[] batchKey = KeyWrap.unwrap(bucketKey(key), wrapped);
        if (batchKey == null) {
            throw new KeyTrouble(
                    "A batch key does not open under the bucket key " + key + ": one of both was changed or exchanged.");
        }
        return batchKey;
    }

    @Override
    public Receipt destroy(KeyId key) {
        return folder.alone(() -> {
            var members = folder.read(live(key));
            var at = now();
            var left = new TreeMap<String, @Nullable Object>();
            left.put(BucketKeys.NAME, members.get(BucketKeys.NAME));
            left.put(BucketKeys.MADE_AT, members.get(BucketKeys.MADE_AT));
            left.put("destroyedAt", at.toString());
            left.put("v", 1L);
            // Written first: killed in between, the destruction is ended when the folder is opened again.
            folder.write(key + DESTROYED, left);
            open.remove(key);
            folder.destroy(key + KeyRing.BUCKET);
            return receipt(key, at);
        });
    }

    @Override
    public void forgetDestroyed() {
        open.keySet().removeIf(key -> !folder.has(key + KeyRing.BUCKET));
    }

    private static Receipt receipt(KeyId key, Instant at) {
        return new Receipt("file", key, KeyState.DESTROYED, at,
                "overwritten, unlinked, folder synced; an evaluation key store proves no more");
    }

    @Override
    public Optional<Receipt> receipt(KeyId key) {
        return folder.alone(() -> folder.has(key + DESTROYED) && !folder.has(key + KeyRing.BUCKET)
                ? Optional.of(receipt(key, Instant.parse(String.valueOf(folder.read(key + DESTROYED).get("destroyedAt")))))
                : Optional.<Receipt>empty());
    }

    @Override
    public List<Held> inventory() {
        var held = new ArrayList<Held>();
        for (String name : folder.names(KeyRing.BUCKET)) {
            held.add(held(name, KeyRing.BUCKET, KeyState.LIVE));
        }
        for (String name : folder.names(DESTROYED)) {
            if (!folder.has(name.replace(DESTROYED, KeyRing.BUCKET))) {
                held.add(held(name, DESTROYED, KeyState.DESTROYED));
            }
        }
        return held;
    }

    private Held held(String name, String ending, KeyState state) {
        var members = folder.read(name);
        if (members.get(BucketKeys.NAME) instanceof String bucket && members.get(BucketKeys.MADE_AT) instanceof String madeAt) {
            return new Held(new KeyId(name.substring(0, name.length() - ending.length())), bucket, Instant.parse(madeAt), state);
        }
        throw new KeyTrouble("A key file holds what this program did not write: " + name);
    }

    @Override
    public byte[] secret(Secret secret) {
        String name = file(secret);
        if (!folder.has(name)) {
            throw new KeyTrouble("The key file " + name + " is not in " + folder.path() + ". Restore it from its escrow copy.");
        }
        return ring.key(name);
    }

    private byte[] bucketKey(KeyId key) {
        return open.computeIfAbsent(key, k -> ring.key(live(k)));
    }

    private String live(KeyId key) {
        String name = key + KeyRing.BUCKET;
        if (name.indexOf('/') >= 0 || !folder.has(name)) {
            boolean destroyed = name.indexOf('/') < 0 && folder.has(key + DESTROYED);
            throw new KeyTrouble("The bucket key " + key + (destroyed ? " was destroyed." : " is not in " + folder.path() + "."));
        }
        return name;
    }

    @Override
    public Optional<String> anchor() {
        return note(ANCHOR, "checkpoint");
    }

    @Override
    public void anchor(String note) {
        folder.write(ANCHOR, new TreeMap<>(Map.of("checkpoint", note)));
    }

    @Override
    public Optional<String> journalHead() {
        return note(JOURNALS, "head");
    }

    @Override
    public void journalHead(String head) {
        folder.write(JOURNALS, new TreeMap<>(Map.of("head", head)));
    }

    private Optional<String> note(String file, String member) {
        return folder.has(file) ? Optional.of(String.valueOf(folder.read(file).get(member))) : Optional.empty();
    }

    private static String file(Secret secret) {
        return secret.name().toLowerCase(Locale.ROOT) + KeyRing.SECRET;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
