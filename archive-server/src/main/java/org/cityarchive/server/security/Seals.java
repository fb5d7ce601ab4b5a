package org.cityarchive.server.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keyed digests and sealed cookies, under keys derived from one that lies outside the database. Each purpose has a key of its own. */
final class Seals {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final byte[] secret;
    private final Clock clock;

    /** @param secret a key of the whole archive, 32 bytes */
    Seals(byte[] secret, Clock clock) {
        this.secret = secret.clone();
        this.clock = clock;
    }

    /** HMAC-SHA-256 of a text, 32 bytes. */
    byte[] digest(String purpose, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key(purpose));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** A text that nobody can change, for a cookie; whoever holds it can read it. */
    String sign(String purpose, String text, Instant until) {
        var body = BASE64.encodeToString((until.getEpochSecond() + " " + text).getBytes(StandardCharsets.UTF_8));
        return body + "." + BASE64.encodeToString(digest(purpose, body));
    }

    /** The text again; empty when it was changed, is for another purpose, or its time is over. */
    Optional<String> open(String purpose, String signed) {
        int dot = signed.indexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var body = signed.substring(0, dot);
        var given = signed.substring(dot + 1).getBytes(StandardCharsets.US_ASCII);
        var ours = BASE64.encodeToString(digest(purpose, body)).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(given, ours)) {
            return Optional.empty();
        }
        var text = new String(Base64.getUrlDecoder().decode(body), StandardCharsets.UTF_8);
        int blank = text.indexOf(' ');
        boolean over = Long.parseLong(text.substring(0, blank)) < clock.instant().getEpochSecond();
        return over ? Optional.empty() : Optional.of(text.substring(blank + 1));
    }

    private SecretKey key(String purpose) throws GeneralSecurityException {
        var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"),
                ("security " + purpose).getBytes(StandardCharsets.UTF_8), 32);
        return KDF.getInstance("HKDF-SHA256").deriveKey("HmacSHA256", expansion);
    }
}
