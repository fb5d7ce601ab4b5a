package org.cityarchive.server.capture;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.cityarchive.server.vault.Bucket;
import org.cityarchive.server.vault.KeyProvider;
import org.cityarchive.server.vault.KeyProvider.KeyId;
import org.cityarchive.server.vault.KeyProvider.Secret;
import org.cityarchive.server.vault.KeyTrouble;

/** Keys of imports: one each, wrapped by the provider, so that an upload and its refused lines open only while the provider's key lives. */
final class ImportKeys {
    private static final String DIGEST = "HmacSHA256";

    private final KeyProvider provider;
    private final Clock clock;

    ImportKeys(KeyProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /** Stores a key as it is wrapped. */
    interface Storing {
        void store(String keyId, byte[] wrapped);
    }

    /** A key of which nothing is stored yet. */
    static SpoolKey fresh(UUID job) {
        return new SpoolKey(job, SpoolKey.fresh());
    }

    /** Stores a key under the month's live key of the provider, which nobody renews meanwhile. */
    void keep(SpoolKey key, Storing storing) {
        provider.under(Bucket.unclassified(clock.instant(), "imports"), under -> {
            storing.store(under.value(), provider.wrap(under, key.bytes()));
            return under;
        });
    }

    /** An import's key; where a rotation came between the row of the import and this, it is read again. */
    SpoolKey of(ImportJob job, ImportRows rows) {
        try {
            return opened(job);
        } catch (KeyTrouble e) {
            return opened(rows.find(job.id()).filter(now -> !now.keyId().equals(job.keyId())).orElseThrow(() -> e));
        }
    }

    private SpoolKey opened(ImportJob job) {
        return new SpoolKey(job.id(), provider.unwrap(new KeyId(job.keyId()), job.keyWrapped()));
    }

    /** Names a file so that the same one is known again, and nobody without the archive's secret can test a guess. */
    Mac digest() {
        try {
            var mac = Mac.getInstance(DIGEST);
            mac.init(new SecretKeySpec(provider.secret(Secret.IDENTITY), DIGEST));
            mac.update("ev1.impf".getBytes(StandardCharsets.US_ASCII));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }
}
