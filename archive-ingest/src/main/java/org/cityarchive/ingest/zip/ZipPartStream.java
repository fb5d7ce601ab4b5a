package org.cityarchive.ingest.zip;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.UnreadableException;

/** The unpacked bytes of one zip entry. Bad bytes show as {@link ZipException} or end of file; its check sum is compared at the end. */
public final class ZipPartStream extends InputStream {
    private final ZipPart part;
    private final Window packed;
    private final InputStream in;
    private final CheckedInputStream checked;
    private final Inflater inflater = new Inflater(true);

    /** Opens an entry. */
    public ZipPartStream(Delivered file, ZipPart part) throws IOException {
        this.part = part;
        var channel = file.open();
        try {
            var header = ZipDirectory.bytes(channel, part.offset(), 30);
            channel.position(part.offset() + 30 + ZipDirectory.u16(header, 26) + ZipDirectory.u16(header, 28));
        } catch (UnreadableException _) {
            channel.close();
            throw new ZipException("the entry lies outside the file");
        }
        this.packed = new Window(channel, part.packed());
        this.checked = new CheckedInputStream(unpacked(), new CRC32());
        this.in = new Unpacked(checked, packed::used);
    }

    private InputStream unpacked() throws IOException {
        return switch (part.method()) {
            case 0 -> packed;
            case 8 -> new InflaterInputStream(packed, inflater, 1 << 15);
            default -> throw new ZipException("packed by a method that is not read here");
        };
    }

    /** Packed bytes used so far. */
    public long used() {
        return packed.used();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int n = in.read(bytes, from, length);
        if (n < 0 && checked.getChecksum().getValue() != part.crc()) {
            throw new ZipException("the check sum differs");
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }

    /** The entry's own stretch of the file. */
    private static final class Window extends InputStream {
        private final SeekableByteChannel channel;
        private final InputStream in;
        private final long length;
        private long used;

        Window(SeekableByteChannel channel, long length) {
            this.channel = channel;
            this.in = Channels.newInputStream(channel);
            this.length = length;
        }

        long used() {
            return used;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] bytes, int from, int wanted) throws IOException {
            if (used >= length) {
                return -1;
            }
            int n = in.read(bytes, from, (int) Math.min(wanted, length - used));
            used += Math.max(n, 0);
            return n;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
