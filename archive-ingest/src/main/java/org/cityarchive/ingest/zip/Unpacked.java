package org.cityarchive.ingest.zip;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;

/** Bytes coming out of a compressed stream, stopped when they are so many more than went in that the file can only be a trap. */
public final class Unpacked extends FilterInputStream {
    /** The bytes swelled past every honest ratio. */
    public static final class BombException extends ZipException {
        BombException() {
            super("unpacks to more than " + MOST_TIMES + " times its size");
        }
    }

    // deflate reaches 1,032 with zeros; text of posts 5 to 60
    private static final int MOST_TIMES = 400;
    private static final long HARMLESS = 16L << 20;

    private final LongSupplier packed;
    private long out;

    /** @param packed tells how many bytes have gone in */
    public Unpacked(InputStream in, LongSupplier packed) {
        super(in);
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = super.read(bytes, from, length);
        count(Math.max(n, 0));
        return n;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(int n) throws BombException {
        out += n;
        if (out > HARMLESS && out / MOST_TIMES > packed.getAsLong()) {
            throw new BombException();
        }
    }
}
