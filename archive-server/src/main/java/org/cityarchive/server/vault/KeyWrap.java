package org.cityarchive.server.vault;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/** A key under a key: AES key wrap, RFC 3394. 32 bytes become 40, and only the right key opens them. */
final class KeyWrap {
    static final int WRAPPED = 40;

    private final SecretKeySpec under;
    private final ConcurrentLinkedQueue<Cipher> wrapping = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Cipher> unwrapping = new ConcurrentLinkedQueue<>();

    /** Wraps many keys under this one: setting a cipher up costs three times what it then does. Safe for many threads. */
    KeyWrap(byte[] under) {
        this.under = new SecretKeySpec(under, "AES");
    }

    byte[] wrap(byte[] key) {
        try {
            var pooled = wrapping.poll();
            var cipher = pooled == null ? cipher(Cipher.WRAP_MODE, under) : pooled;
            byte[] wrapped = cipher.wrap(new SecretKeySpec(key, "AES"));
            wrapping.offer(cipher);
            return wrapped;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap is part of every Java", e);
        }
    }

    /** The key; null when it was not wrapped under this one or was changed. */
    byte @Nullable [] unwrap(byte[] wrapped) {
        try {
            var pooled = unwrapping.poll();
            var cipher = pooled == null ? cipher(Cipher.UNWRAP_MODE, under) : pooled;
            byte[] key = cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
            unwrapping.offer(cipher);
            return key;
        } catch (InvalidKeyException | NoSuchAlgorithmException e) {
            return null; // and the cipher is left: the next one is set up anew
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap is part of every Java", e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec under) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(mode, under);
        return cipher;
    }

    static byte[] wrap(byte[] under, byte[] key) {
        return new KeyWrap(under).wrap(key);
    }

    /** The key; null when it was not wrapped under this one or was changed. */
    static byte @Nullable [] unwrap(byte[] under, byte[] wrapped) {
        return new KeyWrap(under).unwrap(wrapped);
    }
}
