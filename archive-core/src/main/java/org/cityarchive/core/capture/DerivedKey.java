package org.cityarchive.core.capture;

import java.security.GeneralSecurityException;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key derived from another: HKDF-Expand with SHA-256 and 32 bytes of output (RFC 5869 §2.3), which is one HMAC over the purpose and the
 * byte 1. Working sets are reused, as making one costs seven times the derivation; none keeps a key that it was given.
 */
public final class DerivedKey {
    private static final String HMAC = "HmacSHA256";
    private static final SecretKeySpec NOBODYS = new SecretKeySpec(new byte[32], HMAC);
    private static final ConcurrentLinkedQueue<Mac> MACS = new ConcurrentLinkedQueue<>();

    private DerivedKey() {}

    /** Works with a MAC that is keyed for it alone. */
    interface Work<T> {
        T with(Mac mac);
    }

    /**
     * The key of 32 bytes.
     *
     * @param key 32 bytes; not kept
     * @param purpose what the derived key is for
     */
    public static byte[] of(byte[] key, byte[] purpose) {
        return keyed(key, mac -> {
            mac.update(purpose);
            return mac.doFinal(new byte[]{1});
        });
    }

    static <T> T keyed(byte[] key, Work<T> work) {
        try {
            var pooled = MACS.poll();
            var mac = pooled == null ? Mac.getInstance(HMAC) : pooled;
            mac.init(new SecretKeySpec(key, HMAC));
            T done = work.with(mac);
            mac.init(NOBODYS);
            MACS.offer(mac);
            return done;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}
