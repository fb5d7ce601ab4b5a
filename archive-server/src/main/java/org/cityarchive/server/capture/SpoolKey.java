package org.cityarchive.server.capture;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.UUID;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key of one import: seals its upload in chunks, and each of its refused lines. AES-256-GCM; every place has a nonce of its own. */
final class SpoolKey {
    static final int LENGTH = 32;
    static final int TAG = 16;
    private static final byte CHUNK = 1;
    private static final byte LINE = 2;

    private final UUID job;
    private final SecretKeySpec key;

    SpoolKey(UUID job, byte[] key) {
        this.job = job;
        this.key = new SecretKeySpec(key, "AES");
    }

    static byte[] fresh() {
        var key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return key;
    }

    /** As it is, for who wraps it. */
    byte[] bytes() {
        return key.getEncoded();
    }

    byte[] sealChunk(long chunk, byte[] plain, int length) {
        return crypt(Cipher.ENCRYPT_MODE, CHUNK, chunk, plain, length);
    }

    byte[] openChunk(long chunk, byte[] sealed, int length) {
        return crypt(Cipher.DECRYPT_MODE, CHUNK, chunk, sealed, length);
    }

    /** A line is sealed once: its number is its nonce. */
    byte[] sealLine(long line, byte[] plain) {
        return crypt(Cipher.ENCRYPT_MODE, LINE, line, plain, plain.length);
    }

    byte[] openLine(long line, byte[] sealed) {
        return crypt(Cipher.DECRYPT_MODE, LINE, line, sealed, sealed.length);
    }

    private byte[] crypt(int mode, byte purpose, long number, byte[] bytes, int length) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            var nonce = ByteBuffer.allocate(12).put(purpose).putLong(4, number).array();
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(
                    ByteBuffer.allocate(16).putLong(job.getMostSignificantBits()).putLong(job.getLeastSignificantBits()).flip());
            return cipher.doFinal(bytes, 0, length);
        } catch (AEADBadTagException e) {
            throw new SpoolBroken("what was kept of import " + job + " was changed or cut off", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM is part of every Java", e);
        }
    }

    /** What was sealed does not open. */
    static final class SpoolBroken extends RuntimeException {
        SpoolBroken(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
