package org.cityarchive.server.capture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Plain bytes of a sealed upload, one chunk in memory. */
final class SpoolChannel implements SeekableByteChannel {
    private final FileChannel file;
    private final long size;
    private final SpoolKey key;
    private long position;
    private long opened = -1;
    private byte[] plain = new byte[0];

    SpoolChannel(FileChannel file, long size, SpoolKey key) {
        this.file = file;
        this.size = size;
        this.key = key;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (position >= size) {
            return -1;
        }
        long chunk = position / Spool.CHUNK;
        if (chunk != opened) {
            open(chunk);
        }
        int at = (int) (position % Spool.CHUNK);
        int given = Math.min(into.remaining(), plain.length - at);
        into.put(plain, at, given);
        position += given;
        return given;
    }

    private void open(long chunk) throws IOException {
        int length = (int) Math.min(Spool.CHUNK, size - chunk * Spool.CHUNK);
        var sealed = ByteBuffer.allocate(length + SpoolKey.TAG);
        long from = chunk * (Spool.CHUNK + SpoolKey.TAG);
        while (sealed.hasRemaining()) {
            if (file.read(sealed, from + sealed.position()) < 0) {
                throw new SpoolKey.SpoolBroken("a kept upload is shorter than it was", new EOFException());
            }
        }
        plain = key.openChunk(chunk, sealed.array(), sealed.capacity());
        opened = chunk;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long to) {
        position = to;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long to) {
        throw new NonWritableChannelException();
    }
}
