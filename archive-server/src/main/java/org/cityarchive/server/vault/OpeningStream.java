package org.cityarchive.server.vault;

import java.io.IOException;
import java.io.InputStream;

/** Opens a sealed part chunk by chunk. Every byte it gives was verified; a part that was cut off ends in {@link SealBroken}. */
final class OpeningStream extends InputStream {
    private static final int SEALED_CHUNK = Sealing.CHUNK + Sealing.TAG;

    private final Sealing sealing;
    private final InputStream in;
    /** One byte more than a chunk: whether that byte is there says whether the chunk is the last. */
    private final byte[] buffer = new byte[SEALED_CHUNK + 1];
    private int carried;
    private byte[] plain = new byte[0];
    private int at;
    private int chunk;
    private boolean ended;

    OpeningStream(Sealing sealing, InputStream in) {
        this.sealing = sealing;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (at == plain.length) {
            if (ended) {
                return -1;
            }
            next();
        }
        int given = Math.min(count, plain.length - at);
        System.arraycopy(plain, at, into, from, given);
        at += given;
        return given;
    }

    private void next() throws IOException {
        if (chunk == 0) {
            sealing.checkHead(in.readNBytes(Sealing.HEAD.length));
        }
        int length = carried + in.readNBytes(buffer, carried, buffer.length - carried);
        ended = length <= SEALED_CHUNK;
        int sealed = Math.min(length, SEALED_CHUNK);
        if (sealed < Sealing.TAG) {
            throw sealing.broken("is cut off");
        }
        plain = sealing.open(chunk++, ended, buffer, 0, sealed);
        at = 0;
        if (!ended) {
            buffer[0] = buffer[SEALED_CHUNK];
            carried = 1;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
