package org.cityarchive.server.vault;

import java.io.IOException;
import java.io.OutputStream;

/** Seals what is written, chunk by chunk. What is closed without {@link #finish} can never be opened as a whole part. */
final class SealingStream extends OutputStream {
    private final Sealing sealing;
    private final Chunks chunks;
    private final byte[] buffer = new byte[Sealing.CHUNK];
    private int length;
    private int chunk;

    SealingStream(Sealing sealing, Chunks chunks) {
        this.sealing = sealing;
        this.chunks = chunks;
    }

    /** Takes the sealed bytes as they come; the first with the part's head before it. */
    interface Chunks {
        void put(int chunk, byte[] sealed) throws IOException;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        int left = count;
        while (left > 0) {
            if (length == buffer.length) {
                put(false);
            }
            int taken = Math.min(left, buffer.length - length);
            System.arraycopy(bytes, at, buffer, length, taken);
            length += taken;
            at += taken;
            left -= taken;
        }
    }

    /** Seals the last chunk: the part is whole. */
    void finish() throws IOException {
        put(true);
    }

    private void put(boolean last) throws IOException {
        byte[] sealed = sealing.seal(chunk, last, buffer, 0, length);
        length = 0;
        chunks.put(chunk, chunk == 0 ? Sealing.headed(sealed) : sealed);
        chunk++;
    }
}
