package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;

import org.cityarchive.core.law.CanonicalJson;

/**
 * What the log says of one fact: which, when, and the hash of what it says (EVIDENCE.md §1.4).
 *
 * @param index the leaf's place: the fact's position less the first position
 * @param fact the fact's name, {@code capture.PostCaptured}
 * @param revision of the fact's form, from 1
 * @param at when it was stored, to the millisecond
 * @param sum 32 bytes, {@link #sum}
 */
public record LogEntry(long index, UUID id, String fact, int revision, Instant at, NodeHash sum) {
    private static final byte[] TAG = "ev1.fact".getBytes(US_ASCII);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    /** The bytes that the leaf hashes. */
    public byte[] bytes() {
        return CanonicalJson.write(Map.of("at", time(), "fact", fact, "id", id.toString(), "n", index, "rev", revision,
                "sum", sum.base64(), "v", 1));
    }

    /** When the fact was stored, as the log writes it. */
    public String time() {
        return TIME.format(at);
    }

    /** The leaf. */
    public NodeHash leaf() {
        return NodeHash.ofLeaf(bytes());
    }

    /**
     * The hash of what a fact says: H("ev1.fact" ‖ nonce ‖ JCS({"metadata":…,"payload":…})).
     *
     * @param nonce 32 random bytes of the fact's own, so that the leaf of a fact with few possible values cannot be guessed
     */
    public static NodeHash sum(byte[] nonce, Object metadata, Object payload) {
        if (nonce.length != NodeHash.LENGTH) {
            throw new IllegalArgumentException("a nonce has 32 bytes, not " + nonce.length);
        }
        MessageDigest digest = NodeHash.sha256();
        digest.update(TAG);
        digest.update(nonce);
        return new NodeHash(digest.digest(CanonicalJson.write(Map.of("metadata", metadata, "payload", payload))));
    }
}
