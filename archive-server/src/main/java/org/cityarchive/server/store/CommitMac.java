package org.cityarchive.server.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The MAC of a commit, by which a fact that was inserted past the program is known (EVIDENCE.md §8):
 * HMAC-SHA-256(key, "ev1.cmit" ‖ u64 number ‖ u64 first position ‖ u32 count ‖ count × (16-byte event id ‖ 32-byte sum)).
 */
public final class CommitMac {
    private static final byte[] TAG = "ev1.cmit".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FACT = "ev1.fact".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] METADATA = "{\"metadata\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAYLOAD = ",\"payload\":".getBytes(StandardCharsets.US_ASCII);

    private final SecretKeySpec key;

    public CommitMac(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** A fact as its commit names it. */
    public record Entry(UUID id, byte[] sum) {}

    public byte[] of(long number, long first, List<Entry> entries) {
        ByteBuffer message = ByteBuffer.allocate(TAG.length + 20 + entries.size() * 48);
        message.put(TAG).putLong(number).putLong(first).putInt(entries.size());
        for (Entry entry : entries) {
            message.putLong(entry.id.getMostSignificantBits()).putLong(entry.id.getLeastSignificantBits()).put(entry.sum);
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A fact's sum: SHA-256("ev1.fact" ‖ nonce ‖ JCS({"metadata":…,"payload":…})), over the stored bytes (EVIDENCE.md §1.4). */
    public static byte[] sum(byte[] nonce, byte[] metadata, byte[] payload) {
        var digest = TagKey.sha256();
        digest.update(FACT);
        digest.update(nonce);
        digest.update(METADATA);
        digest.update(metadata);
        digest.update(PAYLOAD);
        digest.update(payload);
        digest.update((byte) '}');
        return digest.digest();
    }
}
