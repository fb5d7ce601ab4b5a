package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The seal of a journal: HMAC-SHA-256 over its lines but the last, under a key of the archive. */
final class JournalSeal {
    private final Mac mac;

    JournalSeal(byte[] secret) {
        try {
            var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), "ev1.jrnl".getBytes(US_ASCII), 32);
            mac = Mac.getInstance("HmacSHA256");
            mac.init(KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", expansion));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF and HMAC are part of this Java", e);
        }
    }

    void add(byte[] line) {
        mac.update(line);
        mac.update((byte) '\n');
    }

    /** Of all lines so far, in hex. */
    String text() {
        return HexFormat.of().formatHex(mac.doFinal());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
