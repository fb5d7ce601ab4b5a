package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key by which signatures under a checkpoint are checked: the log's own or a witness's (C2SP signed-note).
 *
 * @param name whose key it is; the log's is its origin
 * @param key the public key's bytes: 32 of Ed25519, 1,312 of ML-DSA-44
 */
public record LogKey(String name, Kind kind, byte[] key) {
    private static final int ID = 4;
    private static final byte[] SUBTREE = "subtree/v1\n\0".getBytes(UTF_8);

    /** Who signs what with it (EVIDENCE.md §2.2). */
    public enum Kind {
        /** The log itself; the signed message is the checkpoint's text. */
        ED25519(0x01, "Ed25519", "302a300506032b6570032100", 32, 64, false),
        /** A witness, with the time at which it saw the checkpoint. */
        COSIGNATURE(0x04, "Ed25519", "302a300506032b6570032100", 32, 64, true),
        /** The log's second signature, or a witness's, safe against a quantum computer. */
        ML_DSA_44(0x06, "ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312, 2420, true);

        private final int code;
        private final String algorithm;
        private final String prefix;
        private final int keyLength;
        private final int signatureLength;
        private final boolean timed;

        Kind(int code, String algorithm, String prefix, int keyLength, int signatureLength, boolean timed) {
            this.code = code;
            this.algorithm = algorithm;
            this.prefix = prefix;
            this.keyLength = keyLength;
            this.signatureLength = signatureLength;
            this.timed = timed;
        }

        /** The algorithm's name in this Java. */
        public String algorithm() {
            return algorithm;
        }

        /** Whether a signature carries the second of its making. */
        public boolean isTimed() {
            return timed;
        }

        private static Kind of(int code) {
            return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("a key of a kind that is not known: " + code));
        }
    }

    /** @throws IllegalArgumentException a name that is none, a key of another length */
    public LogKey {
        if (!Checkpoint.NAME.matcher(name).matches() || key.length != kind.keyLength) {
            throw new IllegalArgumentException("no key: \"" + name + "\", " + key.length + " bytes");
        }
        key = key.clone();
    }

    /** The key of a Java public key. */
    public static LogKey of(String name, Kind kind, PublicKey key) {
        var encoded = key.getEncoded();
        return new LogKey(name, kind, Arrays.copyOfRange(encoded, encoded.length - kind.keyLength, encoded.length));
    }

    /**
     * Reads {@code name+id+key}, as a city prints it.
     *
     * @throws IllegalArgumentException it is none, or its id is not that of the key
     */
    public static LogKey ofText(String text) {
        var parts = text.strip().split("\\+", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("no key: name+id+key is expected");
        }
        var bytes = StrictBase64.decode(parts[2]);
        if (bytes.length < 1) {
            throw new IllegalArgumentException("no key: it is empty");
        }
        var key = new LogKey(parts[0], Kind.of(bytes[0]), Arrays.copyOfRange(bytes, 1, bytes.length));
        if (!key.idInHex().equals(parts[1])) {
            throw new IllegalArgumentException("the key's id is " + key.idInHex() + ", not " + parts[1]);
        }
        return key;
    }

    /** {@code name+id+key}. */
    public String text() {
        return name + "+" + idInHex() + "+" + Base64.getEncoder().encodeToString(coded());
    }

    /** The first 4 bytes of H(name ‖ LF ‖ kind ‖ key): how a signature line names its key. */
    public byte[] id() {
        var digest = NodeHash.sha256();
        digest.update(name.getBytes(UTF_8));
        digest.update((byte) '\n');
        return Arrays.copyOf(digest.digest(coded()), ID);
    }

    private String idInHex() {
        return HexFormat.of().formatHex(id());
    }

    private byte[] coded() {
        return ByteBuffer.allocate(1 + key.length).put((byte) kind.code).put(key).array();
    }

    /** The public key's bytes. */
    @Override
    public byte[] key() {
        return key.clone();
    }

    /**
     * The bytes that are signed under a checkpoint.
     *
     * @param seconds since 1970, where the kind carries a time; else ignored
     */
    public byte[] message(Checkpoint checkpoint, long seconds) {
        var text = checkpoint.bytes();
        return switch (kind) {
            case ED25519 -> text;
            case COSIGNATURE -> {
                var head = ("cosignature/v1\ntime " + seconds + "\n").getBytes(UTF_8);
                yield ByteBuffer.allocate(head.length + text.length).put(head).put(text).array();
            }
            case ML_DSA_44 -> {
                var cosigner = name.getBytes(UTF_8);
                var origin = checkpoint.origin().getBytes(UTF_8);
                yield ByteBuffer.allocate(SUBTREE.length + 2 + cosigner.length + origin.length + 24 + NodeHash.LENGTH)
                        .put(SUBTREE)
                        .put((byte) cosigner.length).put(cosigner).putLong(seconds).put((byte) origin.length).put(origin)
                        .putLong(0).putLong(checkpoint.size()).put(checkpoint.root().bytes()).array();
            }
        };
    }

    /** A signature line for a signature made with this key's private half. */
    public SignedNote.Line line(byte[] signature, long seconds) {
        var body = ByteBuffer.allocate(ID + (kind.timed ? Long.BYTES : 0) + signature.length).put(id());
        if (kind.timed) {
            body.putLong(seconds);
        }
        return new SignedNote.Line(name, body.put(signature).array());
    }

    /** Whether the line is this key's: by name and id, whatever its signature. */
    boolean isNamedIn(SignedNote.Line line) {
        return line.name().equals(name) && line.body().length >= ID && Arrays.equals(Arrays.copyOf(line.body(), ID), id());
    }

    /** Whether the line's signature under the checkpoint is good. */
    boolean signed(SignedNote.Line line, Checkpoint checkpoint) {
        var body = ByteBuffer.wrap(line.body(), ID, line.body().length - ID);
        if (body.remaining() != kind.signatureLength + (kind.timed ? Long.BYTES : 0)) {
            return false;
        }
        long seconds = kind.timed ? body.getLong() : 0;
        var bytes = new byte[body.remaining()];
        body.get(bytes);
        try {
            var signature = Signature.getInstance(kind.algorithm);
            signature.initVerify(KeyFactory.getInstance(kind.algorithm).generatePublic(new X509EncodedKeySpec(
                    HexFormat.of().parseHex(kind.prefix + HexFormat.of().formatHex(key)))));
            signature.update(message(checkpoint, seconds));
            return signature.verify(bytes);
        } catch (GeneralSecurityException _) {
            return false; // bytes that are no key or no signature prove nothing
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LogKey that && name.equals(that.name) && kind == that.kind && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return name + "+" + idInHex();
    }
}
