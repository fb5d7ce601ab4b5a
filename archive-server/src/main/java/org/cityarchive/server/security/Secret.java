package org.cityarchive.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;

/** Random words that open something. Only their digest is kept: 80 bits or more of chance need no slow hash. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    /** No letter or digit that is read as another. */
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int CODE_LETTERS = 16;
    private static final int TOKEN_BYTES = 32;

    private Secret() {}

    /** A code that a person can type: four groups of four letters, 80 bits. */
    public static String code() {
        var code = new StringBuilder();
        for (int i = 0; i < CODE_LETTERS; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    /** A token for programs and cookies: 256 bits. */
    static String token(String prefix) {
        var bytes = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The digest of a code as typed: blanks, dashes and case do not matter. */
    public static byte[] digestOfCode(String typed) {
        return digest(typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT));
    }

    static byte[] digest(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
