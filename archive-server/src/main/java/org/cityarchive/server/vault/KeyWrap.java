package org.cityarchive.server.vault;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;

import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

/** A key under a key: AES key wrap, RFC 3394. 32 bytes become 40, and only the right key opens them. */
final class KeyWrap {
    static final int WRAPPED = 40;

    private KeyWrap() {}

    static byte[] wrap(byte[] under, byte[] key) {
        try {
            var cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.WRAP_MODE, new SecretKeySpec(under, "AES"));
            return cipher.wrap(new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap is part of every Java", e);
        }
    }

    /** The key; null when it was not wrapped under this one or was changed. */
    static byte @Nullable [] unwrap(byte[] under, byte[] wrapped) {
        try {
            var cipher = Cipher.getInstance("AES/KW/NoPadding");
            cipher.init(Cipher.UNWRAP_MODE, new SecretKeySpec(under, "AES"));
            return cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded();
        } catch (InvalidKeyException | NoSuchAlgorithmException e) {
            return null;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES key wrap is part of every Java", e);
        }
    }
}
