package org.cityarchive.server.vault;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.TreeMap;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

import org.jspecify.annotations.Nullable;

/**
 * The folder for a copy of keys whose passphrase is stretched a thousand times and not 600,000: opened as every such folder is, by what
 * stands in its own file, only sooner. For tests that open one over and over; that a copy is made with the whole number is
 * {@link FileKeysTest}'s.
 */
public final class QuickPassphrase {
    private static final int ROUNDS = 1_000;

    private QuickPassphrase() {}

    /** Lays the folder; the first copy of these keys into it fills it. */
    public static void lay(Path folder, FileKeys of, char[] passphrase) {
        byte[] salt = MasterKey.random(16);
        var members = new TreeMap<String, @Nullable Object>();
        members.put("kind", "passphrase");
        members.put("salt", Base64.getEncoder().encodeToString(salt));
        members.put("iterations", (long) ROUNDS);
        members.put("archive", of.archive().toString());
        members.put("id", "0badcafe");
        members.put("madeAt", "2026-11-21T10:00:00Z");
        members.put("check", Base64.getEncoder().encodeToString(KeyWrap.wrap(stretched(passphrase, salt), MasterKey.random(32))));
        members.put("v", 1L);
        KeyFolder.at(folder).write(MasterKey.FILE, members);
    }

    private static byte[] stretched(char[] passphrase, byte[] salt) {
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(passphrase, salt, ROUNDS, 256)).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("PBKDF2 is part of every Java", e);
        }
    }
}
