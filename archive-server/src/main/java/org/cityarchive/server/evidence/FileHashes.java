package org.cityarchive.server.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What a check asks of a file that it need not read.
 *
 * @param length in bytes
 */
record FileHashes(long length, byte[] sha256, byte[] sha512) {
    private static final int STRETCH = 1 << 16;

    /** Those of bytes that come, in little memory. */
    static FileHashes of(InputStream in) throws IOException {
        var first = digest("SHA-256");
        var second = digest("SHA-512");
        var stretch = new byte[STRETCH];
        long length = 0;
        for (int read = in.read(stretch); read >= 0; read = in.read(stretch)) {
            first.update(stretch, 0, read);
            second.update(stretch, 0, read);
            length += read;
        }
        return new FileHashes(length, first.digest(), second.digest());
    }

    static FileHashes of(byte[] bytes) {
        try {
            return of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    /** Whether the file is the one of this length and SHA-256. */
    boolean isOf(long length, byte[] sha256) {
        return this.length == length && Arrays.equals(this.sha256, sha256);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java", e);
        }
    }
}
