package org.cityarchive.ingest.observed;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.cityarchive.ingest.adapter.Delivered;
import org.cityarchive.ingest.adapter.Entry;
import org.cityarchive.ingest.adapter.Owner;
import org.cityarchive.ingest.adapter.Position;
import org.cityarchive.ingest.adapter.Reading;
import org.cityarchive.ingest.adapter.Terms;
import org.cityarchive.ingest.json.Fault;
import org.cityarchive.ingest.json.FaultException;
import org.cityarchive.ingest.zip.Unpacked;
import org.jspecify.annotations.Nullable;

/** Line by line: an observation each, or a refusal. */
final class ObservedReading implements Reading {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    /** Stands for the place behind a file whose packing broke: there is nothing to go on with. */
    private static final long BROKEN = Long.MAX_VALUE;

    private final SeekableByteChannel channel;
    private final long size;
    private final ObservedLine meaning;
    private final Lines lines;
    private long read;
    private boolean broken;

    ObservedReading(Delivered file, Terms terms, Position from) throws IOException {
        this.channel = file.open();
        this.size = file.size();
        this.meaning = new ObservedLine(terms);
        this.read = from.read();
        this.broken = from.offset() == BROKEN;
        this.lines = new Lines(broken ? InputStream.nullInputStream() : stream(from.offset()), from.offset());
    }

    private InputStream stream(long offset) throws IOException {
        var magic = ByteBuffer.allocate(2);
        while (magic.hasRemaining() && channel.read(magic) >= 0) {
            // a channel may give one byte at a time
        }
        boolean gzip = magic.position() == 2 && magic.get(0) == 0x1F && magic.get(1) == (byte) 0x8B;
        channel.position(gzip ? 0 : offset);
        if (!gzip) {
            return Channels.newInputStream(channel);
        }
        return new Gunzipped(channel, offset);
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
                open = new Unpacked(new GZIPInputStream(Channels.newInputStream(channel), 1 << 15), this::packed);
                in = open;
                open.skipNBytes(skip);
            }
            return open.read(bytes, from, length);
        }

        private long packed() {
            try {
                return channel.position();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("the place in a delivered file is not known", e);
            }
        }
    }

    @Override
    public @Nullable Entry next() throws IOException {
        if (broken) {
            return null;
        }
        Lines.Line line;
        try {
            line = lines.next();
        } catch (EOFException | ZipException e) {
            return refuseRest(e);
        }
        if (line == null) {
            return null;
        }
        read++;
        if (line.length() > line.bytes().length) {
            return refused(line, new Fault("line-too-long", Fault.WHOLE, "The line is larger than 8 MiB (" + line.length()
                    + " bytes); its first 64 KiB are kept aside."));
        }
        return entry(read == 1 ? withoutMark(line) : line);
    }

    private Entry entry(Lines.Line line) {
        try {
            if (isBlank(line.bytes())) {
                throw new FaultException("empty-line", Fault.WHOLE, "The line is empty.");
            }
            var observation = meaning.observation(line.bytes());
            var key = observation.key();
            return new Entry.Taken(read, Fault.WHOLE, new Owner(key.platform(), key.account(), null), observation);
        } catch (FaultException e) {
            return refused(line, e.fault());
        }
    }

    private Entry refuseRest(IOException e) {
        broken = true;
        read++;
        var why = e instanceof Unpacked.BombException
                ? new Fault("zip-bomb", "rest of the file",
                        "The file unpacks to hundreds of times its size, as no honest file does; reading stopped here.")
                : new Fault("broken-packing", "rest of the file",
                        "The gzip file is broken or cut off here; what stands before this line is read.");
        var rest = lines.rest();
        return refused(rest, why);
    }

    private Entry refused(Lines.Line line, Fault fault) {
        return new Entry.Refused(read, fault, line.bytes(), line.length());
    }

    private static Lines.Line withoutMark(Lines.Line line) {
        boolean marked = line.bytes().length >= 3 && Arrays.equals(line.bytes(), 0, 3, BYTE_ORDER_MARK, 0, 3);
        return marked ? new Lines.Line(Arrays.copyOfRange(line.bytes(), 3, line.bytes().length), line.length() - 3) : line;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public Position position() {
        return new Position(read, broken ? BROKEN : lines.offset());
    }

    @Override
    public long done() {
        try {
            return broken ? size : Math.min(size, channel.position());
        } catch (IOException _) {
            return size; // closed: it was read
        }
    }

    @Override
    public long total() {
        return size;
    }

    @Override
    public List<String> remarks() {
        return List.of();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
