package org.cityarchive.ingest.observed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.function.LongSupplier;
import java.util.zip.GZIPInputStream;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.zip.Unpacked;
import org.jspecify.annotations.Nullable;

/**
 * Where lines come from, at the place where reading goes on.
 *
 * @param in the unpacked bytes behind that place
 * @param used packed bytes used so far
 * @param size packed bytes in all
 */
record ObservedSource(InputStream in, LongSupplier used, long size) {

    /** A file of its own, plain or gzip. */
    static ObservedSource of(Delivered file, long offset) throws IOException {
        long size = file.size();
        var channel = file.open();
        boolean gzip = isGzip(channel);
        channel.position(gzip ? 0 : offset);
        return new ObservedSource(gzip ? new Gunzipped(channel, offset) : Channels.newInputStream(channel),
                () -> place(channel, size), size);
    }

    private static boolean isGzip(SeekableByteChannel channel) throws IOException {
        var magic = ByteBuffer.allocate(2);
        while (magic.hasRemaining() && channel.read(magic) >= 0) {
            // a channel may give one byte at a time
        }
        return magic.position() == 2 && magic.get(0) == 0x1F && magic.get(1) == (byte) 0x8B;
    }

    private static long place(SeekableByteChannel channel, long size) {
        try {
            return channel.position();
        } catch (ClosedChannelException _) {
            return size; // closed: it was read
        } catch (IOException e) {
            throw new UncheckedIOException("the place in a delivered file is not known", e);
        }
    }

    /** Unpacks from the beginning and throws away what was read before: gzip has no other way to a place. */
    private static final class Gunzipped extends InputStream {
        private final SeekableByteChannel channel;
        private final long skip;
        private @Nullable InputStream in;

        Gunzipped(SeekableByteChannel channel, long skip) {
            this.channel = channel;
            this.skip = skip;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            var open = in;
            if (open == null) {
                // opened here, not before, so that a broken header is a refused entry like any broken packing
                open = new Unpacked(new GZIPInputStream(Channels.newInputStream(channel), 1 << 15),
                        () -> place(channel, Long.MAX_VALUE));
                in = open;
                open.skipNBytes(skip);
            }
            return open.read(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
