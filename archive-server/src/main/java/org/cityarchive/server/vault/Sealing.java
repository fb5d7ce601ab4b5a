package org.cityarchive.server.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.cityarchive.core.capture.DerivedKey;

/**
 * How a part is sealed: AES-256-GCM in chunks of 1 MiB under a key of the part's own, bound to its subject and name, with the last chunk
 * marked, so that a part cannot be changed, cut off or put elsewhere unseen (EVIDENCE.md §1.6). Ciphers are reused, as finding one costs more
 * than sealing a post; none keeps a key that it was given.
 */
final class Sealing {
    static final int CHUNK = 1 << 20;
    static final int TAG = 16;
    static final byte[] HEAD = {'E', 'V', 'S', '1', 1};

    private static final String AES = "AES";
    private static final SecretKey NOBODYS = new SecretKeySpec(new byte[32], AES);
    private static final ConcurrentLinkedQueue<Cipher> CIPHERS = new ConcurrentLinkedQueue<>();

    private final UUID subject;
    private final String part;
    private final SecretKey key;
    private final byte[] bound;

    /** @param part with its version: "v1/content" */
    Sealing(RecordKey key, String part) {
        this.subject = key.subject();
        this.part = part;
        byte[] name = part.getBytes(US_ASCII);
        bound = ByteBuffer.allocate(26 + name.length).put("ev1.seal".getBytes(US_ASCII)).putLong(subject.getMostSignificantBits())
                .putLong(subject.getLeastSignificantBits()).putShort((short) name.length).put(name).array();
        this.key = partKey(key.bytes(), name);
    }

    static SecretKey partKey(byte[] recordKey, byte[] name) {
        byte[] purpose = ByteBuffer.allocate(9 + name.length).put("ev1.part".getBytes(US_ASCII)).put((byte) 0).put(name).array();
        return new SecretKeySpec(DerivedKey.of(recordKey, purpose), AES);
    }

    /** Seals one chunk. */
    byte[] seal(int chunk, boolean last, byte[] bytes, int from, int length) {
        try {
            return done(Cipher.ENCRYPT_MODE, nonce(chunk, last), bytes, from, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals what it is given", e);
        }
    }

    /**
     * Opens one chunk.
     *
     * @throws SealBroken changed, cut off, or of another part or place
     */
    byte[] open(int chunk, boolean last, byte[] sealed, int from, int length) {
        try {
            return done(Cipher.DECRYPT_MODE, nonce(chunk, last), sealed, from, length);
        } catch (AEADBadTagException _) {
            throw broken("was changed, cut off or put in another's place (chunk " + chunk + ")");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM opens or tells why not", e);
        }
    }

    /** A cipher that failed is left: the next one is made anew. */
    private byte[] done(int mode, GCMParameterSpec nonce, byte[] bytes, int from, int length) throws GeneralSecurityException {
        var pooled = CIPHERS.poll();
        var cipher = pooled == null ? Cipher.getInstance("AES/GCM/NoPadding") : pooled;
        cipher.init(mode, key, nonce);
        cipher.updateAAD(bound);
        byte[] done = cipher.doFinal(bytes, from, length);
        cipher.init(mode, NOBODYS, nonce);
        CIPHERS.offer(cipher);
        return done;
    }

    private static GCMParameterSpec nonce(int chunk, boolean last) {
        return new GCMParameterSpec(8 * TAG, ByteBuffer.allocate(12).putInt(7, chunk).put(11, (byte) (last ? 1 : 0)).array());
    }

    /** Seals a whole part into its chunks; the first with the head before it. */
    List<byte[]> seal(byte[] plain) {
        var chunks = new ArrayList<byte[]>();
        int from = 0;
        do {
            int length = Math.min(CHUNK, plain.length - from);
            byte[] sealed = seal(chunks.size(), from + length == plain.length, plain, from, length);
            chunks.add(from == 0 ? headed(sealed) : sealed);
            from += length;
        } while (from < plain.length);
        return chunks;
    }

    static byte[] headed(byte[] sealed) {
        return ByteBuffer.allocate(HEAD.length + sealed.length).put(HEAD).put(sealed).array();
    }

    /**
     * Opens a whole part.
     *
     * @throws SealBroken changed, cut off, or of another part or place
     */
    byte[] open(byte[] sealed) {
        if (sealed.length <= HEAD.length + CHUNK + TAG) {
            checkHead(sealed);
            if (sealed.length < HEAD.length + TAG) {
                throw broken("is cut off");
            }
            return open(0, true, sealed, HEAD.length, sealed.length - HEAD.length);
        }
        try (var in = new OpeningStream(this, new ByteArrayInputStream(sealed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("memory gives all reads", e);
        }
    }

    void checkHead(byte[] sealed) {
        for (int i = 0; i < HEAD.length; i++) {
            if (sealed.length <= i || sealed[i] != HEAD[i]) {
                throw broken("does not begin as a sealed part");
            }
        }
    }

    SealBroken broken(String what) {
        return new SealBroken(subject, part, what);
    }
}
