package org.cityarchive.core.evidence;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A hash of the Merkle log: of a leaf, or of everything under a node (RFC 6962 §2.1, SHA-256). */
public record NodeHash(byte[] bytes) {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    /** What the tree of no leaves hashes to. */
    public static final NodeHash EMPTY = new NodeHash(sha256().digest());

    /** @throws IllegalArgumentException not 32 bytes */
    public NodeHash {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    /** The hash of a leaf with these bytes. */
    public static NodeHash ofLeaf(byte[] entry) {
        var digest = sha256();
        digest.update(LEAF);
        return new NodeHash(digest.digest(entry));
    }

    /** The hash of the node over two others. */
    public static NodeHash over(NodeHash left, NodeHash right) {
        var digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new NodeHash(digest.digest(right.bytes));
    }

    /**
     * Reads strict base64 (RFC 4648 §4): no stray bits, no other spelling.
     *
     * @throws IllegalArgumentException it is none, or not 32 bytes
     */
    public static NodeHash ofBase64(String text) {
        return new NodeHash(StrictBase64.decode(text));
    }

    /** One of a row of hashes laid end to end, as tiles hold them. */
    static NodeHash at(byte[] row, int place) {
        return new NodeHash(Arrays.copyOfRange(row, place * LENGTH, (place + 1) * LENGTH));
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeHash that && MessageDigest.isEqual(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return base64();
    }
}
