package org.cityarchive.server.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Small texts of the archive's own (names, saved queries, reasons), sealed under a key that comes from outside the database. */
public final class SealedText {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final byte[] secret;
    private final SecureRandom random = new SecureRandom();

    /** @param secret a key of the whole archive; each purpose gets one of its own from it */
    public SealedText(byte[] secret) {
        this.secret = secret.clone();
    }

    /**
     * The text, sealed.
     *
     * @param purpose what it is and whose ({@code people.name}, {@code search.saved}, and an id where rows could be swapped): the same
     *        is needed to open it
     */
    public byte[] seal(String purpose, String text) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        var sealed = crypt(Cipher.ENCRYPT_MODE, purpose, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /**
     * The text again.
     *
     * @throws IllegalStateException it was changed, or sealed for another purpose or archive
     */
    public String open(String purpose, byte[] row) {
        return new String(crypt(Cipher.DECRYPT_MODE, purpose, Arrays.copyOf(row, NONCE),
                Arrays.copyOfRange(row, NONCE, row.length)), StandardCharsets.UTF_8);
    }

    private byte[] crypt(int mode, String purpose, byte[] nonce, byte[] bytes) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key(purpose), new GCMParameterSpec(TAG_BITS, nonce));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a sealed text does not open: " + purpose, e);
        }
    }

    private SecretKey key(String purpose) throws GeneralSecurityException {
        var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"),
                purpose.getBytes(StandardCharsets.UTF_8), 32);
        return KDF.getInstance("HKDF-SHA256").deriveKey("AES", expansion);
    }
}
