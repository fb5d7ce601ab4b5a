package org.cityarchive.server.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * Keys in a folder of files, each wrapped under a master key: for evaluation and small cities. Destruction is not provable on disks that
 * copy on write, and certificates say so (EVIDENCE.md §6.4).
 */
public final class FileKeys implements KeyProvider {
    private static final String BUCKET = ".bucket";
    private static final String DESTROYED = ".destroyed";
    private static final String SECRET = ".secret";
    private static final String ANCHOR = "log.anchor";
    private static final String UNKNOWN_FILE = "A key file holds what this program did not write: ";

    private final KeyFolder folder;
    private final byte[] master;
    private final Clock clock;
    private final ConcurrentMap<KeyId, byte[]> open = new ConcurrentHashMap<>();

    private FileKeys(KeyFolder folder, byte[] master, Clock clock) {
        this.folder = folder;
        this.master = master;
        this.clock = clock;
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
        var files = KeyFolder.at(folder);
        return files.alone(() -> {
            if (MasterKey.exists(files)) {
                throw new KeyTrouble("The key folder " + folder + " already holds keys; they are not replaced.");
            }
            var keys = new FileKeys(files, MasterKey.create(files, passphrase), clock);
            for (var secret : Secret.values()) {
                files.write(file(secret), keys.fresh(file(secret)));
            }
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
        return new FileKeys(files, MasterKey.open(files, passphrase), clock);
    }

    @Override
    public KeyId create(Bucket bucket) {
        return folder.alone(() -> made(bucket));
    }

    private KeyId made(Bucket bucket) {
        String stem = bucket.name().replace('/', '+');
        int number = 1;
        while (folder.has(stem + "#" + number + DESTROYED)) {
            number++;
        }
        var id = new KeyId(stem + "#" + number);
        if (!folder.has(id + BUCKET)) {
            var members = fresh(id + BUCKET);
            members.put("bucket", bucket.name());
            members.put("madeAt", now().toString());
            folder.write(id + BUCKET, members);
        }
        return id;
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
            left.put("bucket", members.get("bucket"));
            left.put("madeAt", members.get("madeAt"));
            left.put("destroyedAt", at.toString());
            left.put("v", 1L);
            // Written first: killed in between, the key is still live and the destruction is done again.
            folder.write(key + DESTROYED, left);
            open.remove(key);
            folder.destroy(key + BUCKET);
            return new Receipt("file", key, KeyState.DESTROYED, at,
                    "overwritten, unlinked, folder synced; an evaluation key store proves no more");
        });
    }

    @Override
    public List<Held> inventory() {
        var held = new ArrayList<Held>();
        for (String name : folder.names(BUCKET)) {
            held.add(held(name, BUCKET, KeyState.LIVE));
        }
        for (String name : folder.names(DESTROYED)) {
            if (!folder.has(name.replace(DESTROYED, BUCKET))) {
                held.add(held(name, DESTROYED, KeyState.DESTROYED));
            }
        }
        return held;
    }

    private Held held(String name, String ending, KeyState state) {
        var members = folder.read(name);
        if (members.get("bucket") instanceof String bucket && members.get("madeAt") instanceof String madeAt) {
            return new Held(new KeyId(name.substring(0, name.length() - ending.length())), bucket, Instant.parse(madeAt), state);
        }
        throw new KeyTrouble(UNKNOWN_FILE + name);
    }

    @Override
    public byte[] secret(Secret secret) {
        String name = file(secret);
        if (!folder.has(name)) {
            throw new KeyTrouble("The key file " + name + " is not in " + folder.path() + ". Restore it from its escrow copy.");
        }
        return unwrapped(name);
    }

    private byte[] bucketKey(KeyId key) {
        return open.computeIfAbsent(key, k -> unwrapped(live(k)));
    }

    private String live(KeyId key) {
        String name = key + BUCKET;
        if (name.indexOf('/') >= 0 || !folder.has(name)) {
            boolean destroyed = name.indexOf('/') < 0 && folder.has(key + DESTROYED);
            throw new KeyTrouble("The bucket key " + key + (destroyed ? " was destroyed." : " is not in " + folder.path() + "."));
        }
        return name;
    }

    /** Each file has a wrapping key of its own, so that one put in another's place does not open. */
    private byte[] wrapping(String file) {
        byte[] purpose = ("ev1.keyf\0" + file).getBytes(StandardCharsets.UTF_8);
        try {
            var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(master, "Generic"), purpose, 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(expansion);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of this Java", e);
        }
    }

    private SortedMap<String, @Nullable Object> fresh(String file) {
        var members = new TreeMap<String, @Nullable Object>();
        members.put("wrapped", Base64.getEncoder().encodeToString(KeyWrap.wrap(wrapping(file), MasterKey.random(32))));
        members.put("v", 1L);
        return members;
    }

    private byte[] unwrapped(String name) {
        byte[] key = KeyWrap.unwrap(wrapping(name), MasterKey.bytes(folder.read(name).get("wrapped")));
        if (key == null) {
            throw new KeyTrouble(UNKNOWN_FILE + name + ". Restore it from its escrow copy.");
        }
        return key;
    }

    @Override
    public Optional<String> anchor() {
        return folder.has(ANCHOR) ? Optional.of(String.valueOf(folder.read(ANCHOR).get("checkpoint"))) : Optional.empty();
    }

    @Override
    public void anchor(String note) {
        folder.write(ANCHOR, new TreeMap<>(Map.of("checkpoint", note)));
    }

    private static String file(Secret secret) {
        return secret.name().toLowerCase(Locale.ROOT) + SECRET;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
