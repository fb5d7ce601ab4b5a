package org.cityarchive.server.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.UUID;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/** The key under which all others of a key folder stand: from a generated file beside them, or from a passphrase that is nowhere. */
final class MasterKey {
    static final String FILE = "master.json";
    static final String KEY_FILE = "master.key";
    private static final String PASSPHRASE = "passphrase";
    /** OWASP 2023 for PBKDF2 with HMAC-SHA-256. */
    private static final long ITERATIONS = 600_000;

    private MasterKey() {}

    static boolean exists(KeyFolder folder) {
        return folder.has(FILE);
    }

    /**
     * Makes one.
     *
     * @param passphrase null: a key file is generated
     * @param archive whose keys will stand under it
     * @param ending of its files' names; empty: it is the folder's at once
     */
    static byte[] create(KeyFolder folder, char @Nullable [] passphrase, UUID archive, Instant now, String ending) {
        var members = new TreeMap<String, @Nullable Object>();
        byte[] key;
        if (passphrase == null) {
            key = random(32);
            var file = new TreeMap<String, @Nullable Object>();
            file.put("key", Base64.getEncoder().encodeToString(key));
            folder.write(KEY_FILE + ending, file);
            members.put("kind", "file");
        } else {
            byte[] salt = random(16);
            key = derive(passphrase, salt, ITERATIONS);
            members.put("kind", PASSPHRASE);
            members.put("salt", Base64.getEncoder().encodeToString(salt));
            members.put("iterations", ITERATIONS);
        }
        members.put("archive", archive.toString());
        members.put("id", HexFormat.of().formatHex(random(4)));
        members.put("madeAt", now.toString());
        members.put("check", Base64.getEncoder().encodeToString(KeyWrap.wrap(key, random(32))));
        members.put("v", 1L);
        folder.write(FILE + ending, members);
        return key;
    }

    /** What stands on a key folder for everyone who may look into it. */
    record Label(UUID archive, String id, String madeAt, boolean byPassphrase) {
        @Override
        public String toString() {
            return "the keys " + id + " of the archive " + archive + " (made " + madeAt + ")";
        }
    }

    /** @throws KeyTrouble the file is not as it was written */
    static Label label(KeyFolder folder) {
        var members = folder.read(FILE);
        if (members.get("archive") instanceof String archive && members.get("id") instanceof String id
                && members.get("madeAt") instanceof String madeAt && members.get("kind") instanceof String kind) {
            return new Label(UUID.fromString(archive), id, madeAt, PASSPHRASE.equals(kind));
        }
        throw new KeyTrouble("The key file " + folder.path().resolve(FILE)
                + " holds what this program did not write. Restore it from its escrow copy.");
    }

    /** @throws KeyTrouble no passphrase, a wrong one, or a wrong key file */
    static byte[] open(KeyFolder folder, char @Nullable [] passphrase) {
        var label = label(folder);
        var members = folder.read(FILE);
        if (label.byPassphrase() && passphrase == null) {
            throw new KeyTrouble("In " + folder.path() + " are " + label
                    + ", which open with a passphrase only: name its file by ARCHIVE_KEY_PASSPHRASE_FILE.");
        }
        if (!label.byPassphrase() && !folder.has(KEY_FILE)) {
            throw new KeyTrouble("The file " + KEY_FILE + " that opens " + label + " is not in " + folder.path()
                    + ". Restore it from its escrow copy.");
        }
        byte[] key = label.byPassphrase() && passphrase != null
                ? derive(passphrase, bytes(members.get("salt")), members.get("iterations") instanceof Long n ? n : ITERATIONS)
                : bytes(folder.read(KEY_FILE).get("key"));
        byte[] check = KeyWrap.unwrap(key, bytes(members.get("check")));
        if (check == null) {
            throw new KeyTrouble(label.byPassphrase()
                    ? "The passphrase does not open " + label + " in " + folder.path()
                            + ". Give the one that was set then; the archive was not touched."
                    : "The file " + KEY_FILE + " in " + folder.path() + " does not open " + label
                            + ". Restore it from its escrow copy.");
        }
        Arrays.fill(check, (byte) 0);
        return key;
    }

    private static byte[] derive(char[] passphrase, byte[] salt, long iterations) {
        var spec = new PBEKeySpec(passphrase, salt, Math.toIntExact(iterations), 256);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is part of every Java", e);
        } finally {
            spec.clearPassword();
        }
    }

    static byte[] bytes(@Nullable Object base64) {
        try {
            return Base64.getDecoder().decode(base64 instanceof String s ? s : "");
        } catch (IllegalArgumentException e) {
            throw new KeyTrouble("A key file holds what this program did not write. Restore it from its escrow copy.");
        }
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
