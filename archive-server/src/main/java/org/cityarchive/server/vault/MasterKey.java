package org.cityarchive.server.vault;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.TreeMap;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/** The key under which all others of a key folder stand: from a generated file beside them, or from a passphrase that is nowhere. */
final class MasterKey {
    private static final String FILE = "master.json";
    private static final String KEY_FILE = "master.key";
    /** OWASP 2023 for PBKDF2 with HMAC-SHA-256. */
    private static final long ITERATIONS = 600_000;

    private MasterKey() {}

    static boolean exists(KeyFolder folder) {
        return folder.has(FILE);
    }

    /** @param passphrase null: a key file is generated */
    static byte[] create(KeyFolder folder, char @Nullable [] passphrase) {
        var members = new TreeMap<String, @Nullable Object>();
        byte[] key;
        if (passphrase == null) {
            key = random(32);
            var file = new TreeMap<String, @Nullable Object>();
            file.put("key", Base64.getEncoder().encodeToString(key));
            folder.write(KEY_FILE, file);
            members.put("kind", "file");
        } else {
            byte[] salt = random(16);
            key = derive(passphrase, salt, ITERATIONS);
            members.put("kind", "passphrase");
            members.put("salt", Base64.getEncoder().encodeToString(salt));
            members.put("iterations", ITERATIONS);
        }
        members.put("check", Base64.getEncoder().encodeToString(KeyWrap.wrap(key, random(32))));
        members.put("v", 1L);
        folder.write(FILE, members);
        return key;
    }

    /** @throws KeyTrouble no passphrase, a wrong one, or a wrong key file */
    static byte[] open(KeyFolder folder, char @Nullable [] passphrase) {
        var members = folder.read(FILE);
        boolean byPassphrase = "passphrase".equals(members.get("kind"));
        if (byPassphrase && passphrase == null) {
            throw new KeyTrouble("The key folder " + folder.path() + " needs its passphrase.");
        }
        byte[] key = byPassphrase && passphrase != null
                ? derive(passphrase, bytes(members.get("salt")), members.get("iterations") instanceof Long n ? n : ITERATIONS)
                : bytes(folder.read(KEY_FILE).get("key"));
        byte[] check = KeyWrap.unwrap(key, bytes(members.get("check")));
        if (check == null) {
            throw new KeyTrouble(byPassphrase
                    ? "The passphrase does not open the key folder " + folder.path() + "."
                    : "The file " + KEY_FILE + " does not belong to the key folder " + folder.path() + ".");
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
