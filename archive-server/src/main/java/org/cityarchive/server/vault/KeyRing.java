package org.cityarchive.server.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The files of a key folder that hold a key each, wrapped under the master key. They change their master key together or not at all: all
 * new files are written beside the old ones, then a mark says that they hold, then each takes the old one's place. Killed before the
 * mark the old ones hold, after it the new ones.
 */
final class KeyRing {
    static final String BUCKET = ".bucket";
    static final String SECRET = ".secret";
    private static final String NEXT = ".next";
    private static final String MARK = "master.changed";
    private static final String WRAPPED = "wrapped";

    private final KeyFolder folder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private byte[] master;

    private KeyRing(KeyFolder folder, byte[] master) {
        this.folder = folder;
        this.master = master;
    }

    /** The ring of a folder without keys, which has them only when {@link #begun} has run. Both run alone in the folder. */
    static KeyRing begin(KeyFolder folder, char @Nullable [] passphrase, UUID archive, Instant now) {
        return new KeyRing(folder, MasterKey.create(folder, passphrase, archive, now, NEXT));
    }

    static void begun(KeyFolder folder) {
        if (folder.has(MasterKey.KEY_FILE + NEXT)) {
            folder.replace(MasterKey.KEY_FILE, MasterKey.KEY_FILE + NEXT);
        }
        folder.replace(MasterKey.FILE, MasterKey.FILE + NEXT);
    }

    /** @throws KeyTrouble the passphrase does not open it */
    static KeyRing open(KeyFolder folder, char @Nullable [] passphrase) {
        folder.alone(() -> {
            settle(folder);
            endDestructions(folder);
            return true;
        });
        return new KeyRing(folder, MasterKey.open(folder, passphrase));
    }

    /** Writes a key's file; each has a wrapping key of its own, so that one put in another's place does not open. */
    void keep(String name, byte[] key, Map<String, ? extends @Nullable Object> members) {
        lock.readLock().lock();
        try {
            write(name, name, master, key, members);
        } finally {
            lock.readLock().unlock();
        }
    }

    private void write(String file, String name, byte[] under, byte[] key, Map<String, ? extends @Nullable Object> members) {
        var written = new TreeMap<String, @Nullable Object>(members);
        written.put(WRAPPED, Base64.getEncoder().encodeToString(KeyWrap.wrap(wrapping(under, name), key)));
        written.put("v", 1L);
        folder.write(file, written);
    }

    /** @throws KeyTrouble absent, changed, or another's */
    byte[] key(String name) {
        lock.readLock().lock();
        try {
            return key(name, folder.read(name));
        } finally {
            lock.readLock().unlock();
        }
    }

    private byte[] key(String name, Map<String, @Nullable Object> members) {
        byte[] key = KeyWrap.unwrap(wrapping(master, name), MasterKey.bytes(members.get(WRAPPED)));
        if (key == null) {
            throw new KeyTrouble("The key file " + folder.path().resolve(name)
                    + " is not the one of this folder or was changed. Restore it from its escrow copy.");
        }
        return key;
    }

    /** The names of all files that hold a key. */
    List<String> names() {
        var names = new ArrayList<>(folder.names(SECRET));
        names.addAll(folder.names(BUCKET));
        return names;
    }

    /** Wraps every key anew under another master key; what opened the old ones opens nothing any more. */
    void change(char @Nullable [] passphrase, Instant now) {
        lock.writeLock().lock();
        try {
            folder.alone(() -> {
                settle(folder);
                byte[] next = MasterKey.create(folder, passphrase, MasterKey.label(folder).archive(), now, NEXT);
                for (String name : names()) {
                    var members = folder.read(name);
                    write(name + NEXT, name, next, key(name, members), members);
                }
                folder.write(MARK, new TreeMap<>());
                settle(folder);
                Arrays.fill(master, (byte) 0);
                master = next;
                return true;
            });
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Ends a change that was killed: forwards from the mark on, backwards before it. */
    private static void settle(KeyFolder folder) {
        var fresh = folder.names(NEXT);
        if (!folder.has(MARK)) {
            fresh.forEach(folder::destroy);
            return;
        }
        for (String name : fresh) {
            folder.replace(name.substring(0, name.length() - NEXT.length()), name);
        }
        if (MasterKey.label(folder).byPassphrase() && folder.has(MasterKey.KEY_FILE)) {
            folder.destroy(MasterKey.KEY_FILE);
        }
        folder.destroy(MARK);
    }

    /** What says that a key is destroyed is written before the key goes: killed between the two, its file may be torn, and goes now. */
    private static void endDestructions(KeyFolder folder) {
        for (String name : folder.names(FileKeys.DESTROYED)) {
            String bucket = name.replace(FileKeys.DESTROYED, BUCKET);
            if (folder.has(bucket)) {
                folder.destroy(bucket);
            }
        }
    }

    private static byte[] wrapping(byte[] master, String file) {
        byte[] purpose = ("ev1.keyf\0" + file).getBytes(StandardCharsets.UTF_8);
        try {
            var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(master, "Generic"), purpose, 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(expansion);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of this Java", e);
        }
    }
}
