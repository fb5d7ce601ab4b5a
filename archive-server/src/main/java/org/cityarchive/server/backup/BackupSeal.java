package org.cityarchive.server.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.UUID;

import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.cityarchive.server.vault.RecordKey;

/** What the archive's backup key does: a key of its own for each file, and the seal under a manifest. */
final class BackupSeal {
    private final byte[] secret;

    BackupSeal(byte[] secret) {
        this.secret = secret.clone();
    }

    RecordKey key(UUID segment) {
        var purpose = ByteBuffer.allocate(24).put("ev1.bseg".getBytes(US_ASCII)).putLong(segment.getMostSignificantBits())
                .putLong(segment.getLeastSignificantBits()).array();
        return new RecordKey(segment, 1, derived(purpose));
    }

    /** HMAC-SHA-256, in hex. */
    String of(byte[] manifest) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derived("ev1.bman".getBytes(US_ASCII)), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(manifest));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java", e);
        }
    }

    private byte[] derived(byte[] purpose) {
        try {
            var expansion = HKDFParameterSpec.expandOnly(new SecretKeySpec(secret, "Generic"), purpose, 32);
            return KDF.getInstance("HKDF-SHA256").deriveData(expansion);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HKDF is part of this Java", e);
        }
    }
}
