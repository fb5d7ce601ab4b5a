package org.cityarchive.server.security;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Codes by time (RFC 6238 over RFC 4226): HMAC-SHA-1, steps of 30 seconds, as every authenticator app makes them. */
final class TimeCode {
    static final int STEP_SECONDS = 30;
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private TimeCode() {}

    /** The step in which an instant lies. */
    static long step(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** The code of a step, of so many digits (1 to 9). */
    static String of(byte[] secret, long step, int digits) {
        var digest = hmac(secret, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        int offset = digest[digest.length - 1] & 0xf; // RFC 4226 §5.3: dynamic truncation
        int number = ByteBuffer.wrap(digest, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        int modulus = 1;
        for (int i = 0; i < digits; i++) {
            modulus *= 10;
        }
        return ("%0" + digits + "d").formatted(number % modulus);
    }

    /** Bytes as authenticator apps take them typed (RFC 4648 §6), without padding. */
    static String base32(byte[] bytes) {
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte b : bytes) {
            bits = (bits << 8) | (b & 0xff);
            for (held += 8; held >= 5; held -= 5) {
                text.append(BASE32.charAt((bits >> (held - 5)) & 31));
            }
            bits &= (1 << held) - 1;
        }
        return held == 0 ? text.toString() : text.append(BASE32.charAt((bits << (5 - held)) & 31)).toString();
    }

    private static byte[] hmac(byte[] secret, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }
}
