package org.cityarchive.server.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.cityarchive.core.account.Alias;

/** Names an account so that it is known again, and nobody without the archive's secret can test a guess: whose it is may be personal. */
public final class AliasDigests {
    private static final String DIGEST = "HmacSHA256";

    private final byte[] secret;

    /** @param secret a key of the whole archive */
    public AliasDigests(byte[] secret) {
        this.secret = secret.clone();
    }

    /** The digest of a handle or platform id on a platform; in whatever case or with a leading "@" the same. */
    public UUID of(String platform, String handleOrId) {
        var alias = Alias.of(platform, handleOrId);
        try {
            var mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(secret, DIGEST));
            mac.update(("account.alias\0" + alias.platform() + "\0" + alias.name()).getBytes(StandardCharsets.UTF_8));
            var bytes = ByteBuffer.wrap(mac.doFinal());
            return new UUID(bytes.getLong(), bytes.getLong());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}
