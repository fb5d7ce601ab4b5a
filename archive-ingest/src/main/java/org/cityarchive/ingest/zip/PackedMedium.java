package org.cityarchive.ingest.zip;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

import org.cityarchive.core.capture.Observation.Attached;
import org.cityarchive.core.capture.Observation.Bytes;
import org.cityarchive.ingest.adapter.Delivered;

/**
 * A picture or film in a zip, read once to the end when it is opened: what is handed on afterwards is known to be whole. A small one is
 * kept from that reading; a large one is read again by whoever stores it, stretch by stretch.
 */
public final class PackedMedium {
    /** The vault takes none that is larger (DATA.md §4). */
    private static final long LARGEST = 512L << 20;
    private static final int HELD = 4 << 20;
    private static final int STRETCH = 1 << 16;

    private final FromZip source;
    private final MessageDigest digest = digest();
    private byte[] begin = new byte[0];
    private long length;

    /**
     * Reads it to its end.
     *
     * @throws java.util.zip.ZipException it cannot be unpacked, or unpacks past every honest ratio
     */
    public PackedMedium(Delivered file, ZipPart part) throws IOException {
        this.source = new FromZip(file, part);
        length = part.size() > LARGEST ? part.size() : 0;
        if (length == 0) {
            try (var in = source.open()) {
                read(in);
            }
        }
    }

    private void read(InputStream in) throws IOException {
        begin = in.readNBytes(HELD);
        digest.update(begin);
        length = begin.length;
        var stretch = new byte[STRETCH];
        for (int n = in.read(stretch); n >= 0 && length <= LARGEST; n = in.read(stretch)) {
            length += n;
            digest.update(stretch, 0, n);
        }
    }

    /** Reads the zip's entry anew. */
    private record FromZip(Delivered file, ZipPart part) implements Bytes {
        @Override
        public InputStream open() throws IOException {
            return new ZipPartStream(file, part);
        }
    }

    /** Whether it is larger than what is kept. */
    public boolean isTooLarge() {
        return length > LARGEST;
    }

    /** Of all its bytes. */
    public byte[] sha256() {
        return digest.digest();
    }

    /** As it is handed on. */
    public Attached attached(int index, String mediaType) {
        return begin.length == length
                ? Attached.of(index, mediaType, begin)
                : new Attached(index, mediaType, length, source);
    }

    /** Its first bytes, 64 at most. */
    public byte[] head() {
        return Arrays.copyOf(begin, Math.min(begin.length, 64));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
