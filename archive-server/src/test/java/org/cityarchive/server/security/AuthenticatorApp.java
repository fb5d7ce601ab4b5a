package org.cityarchive.server.security;

import java.io.ByteArrayOutputStream;
import java.time.Instant;

/** What a person's telephone does with the secret it was given. */
public final class AuthenticatorApp {
    private AuthenticatorApp() {}

    /** The code it shows at an instant, for a secret that was typed into it in Base32. */
    public static String code(String secret, Instant at) {
        return TimeCode.of(bytes(secret), TimeCode.step(at), 6);
    }

    private static byte[] bytes(String base32) {
        var bytes = new ByteArrayOutputStream();
        int bits = 0;
        int held = 0;
        for (int i = 0; i < base32.length(); i++) {
            bits = ((bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(i))) & 0xffff;
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes.write(bits >> held & 0xff);
            }
        }
        return bytes.toByteArray();
    }
}
