package org.cityarchive.server.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.Commitments;
import org.cityarchive.core.capture.ContentFields;
import org.cityarchive.core.capture.Field;
import org.cityarchive.core.capture.Observation;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Kept;
import org.jspecify.annotations.Nullable;

import com.github.luben.zstd.ZstdOutputStream;

/**
 * Seals what was captured: fields and small raw bytes in one part, large raw bytes and each medium in a part of their own. The seed of the
 * commitments is sealed with them and dies with their key. Safe for many threads; nothing is written.
 */
public final class ContentSealing {
    static final String CONTENT = "content";
    static final String RAW = "raw";
    static final int RAW_WITH_CONTENT = 64 * 1024;
    /** A medium beyond this is refused. */
    public static final long LARGEST_MEDIUM = 512L << 20;

    private static final long IN_MEMORY = 4L << 20;
    private static final String MEDIA = "media";

    private final SecureRandom random = new SecureRandom();

    /**
     * Seals an observation with the media given.
     *
     * @param version its arrival number within the record
     * @param staging where media go that are too large for memory
     * @throws UncheckedIOException a medium cannot be read from where it was delivered
     */
    public Sealed seal(RecordKey key, int version, Observation observation, Staging staging) {
        return seal(key, version, observation, ContentFields.of(observation), staging);
    }

    /**
     * Seals an observation whose fields are there already.
     *
     * @param fields {@link ContentFields#of} this observation
     */
    public Sealed seal(RecordKey key, int version, Observation observation, SortedMap<String, @Nullable Object> fields,
            Staging staging) {
        byte[] raw = observation.raw().bytes();
        byte[] seed = seed();
        var root = Commitments.root(seed, ContentFields.committed(fields, raw));
        boolean apart = raw.length > RAW_WITH_CONTENT;
        var rows = new ArrayList<Kept>();
        rows.addAll(part(key, version, CONTENT, content(seed, fields, apart ? new byte[0] : raw)));
        if (apart) {
            rows.addAll(part(key, version, RAW, raw));
        }
        var media = new ArrayList<Sealed.Medium>();
        for (var attached : observation.attached()) {
            try {
                media.add(attached.length() <= IN_MEMORY
                        ? medium(key, version, attached, rows)
                        : staging.stage(this, key, version, attached, rows));
            } catch (IOException e) {
                throw new UncheckedIOException("a medium cannot be read again", e);
            }
        }
        return new Sealed(root, raw.length, media, rows);
    }

    /** Seals fields that are no observation: a person's name, a reason, a note. Their root goes into the fact. */
    public Sealed seal(RecordKey key, int version, SortedMap<String, @Nullable Object> fields) {
        byte[] seed = seed();
        var root = Commitments.root(seed, ContentFields.committed(fields));
        return new Sealed(root, 0, List.of(), List.copyOf(part(key, version, CONTENT, content(seed, fields, new byte[0]))));
    }

    /** Seals bytes as a part by itself: a rejected line, a note. Parts are written once; a part named "content" is a record's. */
    public List<PartRow> part(RecordKey key, int version, String part, byte[] bytes) {
        return rows(key, version, part, Compression.compress(bytes));
    }

    /**
     * Seals a medium while it is read, in little memory.
     *
     * @param rows takes each stretch as it is sealed; a medium that fails midway leaves rows that never open as a whole
     * @throws IOException the medium cannot be read, or is larger than {@link #LARGEST_MEDIUM}
     */
    public Sealed.Medium medium(RecordKey key, int version, int index, String mediaType, InputStream bytes, Rows rows)
            throws IOException {
        String part = mediaPart(index);
        var sealing = new Sealing(key, new SealedVersion(key.subject(), version).part(part));
        var sealed = new SealingStream(sealing,
                (chunk, stretch) -> rows.put(new PartRow(key.subject(), version, part, chunk, stretch)));
        byte[] seed = mediumSeed();
        var digest = sha256();
        long length;
        try (OutputStream out = Compression.isCompressed(mediaType) ? sealed : new ZstdOutputStream(new Unclosed(sealed))) {
            out.write(seed);
            length = copy(new DigestInputStream(bytes, digest), out);
        }
        sealed.finish();
        return new Sealed.Medium(index, mediaType, mediumRoot(seed, new Field.Bytes(length, digest.digest())), length);
    }

    /** Takes sealed rows as they come. */
    public interface Rows {
        void put(PartRow row) throws IOException;
    }

    static String mediaPart(int index) {
        return MEDIA + "/" + index;
    }

    static Commitment mediumRoot(byte[] seed, Field.Bytes bytes) {
        return Commitments.root(seed, new TreeMap<String, Field>(Map.of(MEDIA, bytes)));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private Sealed.Medium medium(RecordKey key, int version, Observation.Attached attached, List<Kept> rows) throws IOException {
        byte[] seed = mediumSeed();
        byte[] bytes;
        try (var in = attached.bytes().open()) {
            bytes = in.readAllBytes();
        }
        byte[] plain = ByteBuffer.allocate(seed.length + bytes.length).put(seed).put(bytes).array();
        byte[] entering = Compression.isCompressed(attached.mediaType()) ? plain : Compression.compressAlone(plain);
        rows.addAll(rows(key, version, mediaPart(attached.index()), entering));
        var root = mediumRoot(seed, new Field.Bytes(bytes.length, sha256().digest(bytes)));
        return new Sealed.Medium(attached.index(), attached.mediaType(), root, bytes.length);
    }

    private static List<PartRow> rows(RecordKey key, int version, String part, byte[] entering) {
        var chunks = new Sealing(key, new SealedVersion(key.subject(), version).part(part)).seal(entering);
        var rows = new ArrayList<PartRow>(chunks.size());
        for (byte[] chunk : chunks) {
            rows.add(new PartRow(key.subject(), version, part, rows.size(), chunk));
        }
        return rows;
    }

    private static byte[] content(byte[] seed, SortedMap<String, @Nullable Object> fields, byte[] raw) {
        byte[] spelled = CanonicalJson.write(fields);
        return ByteBuffer.allocate(seed.length + 4 + spelled.length + raw.length).put(seed).putInt(spelled.length).put(spelled)
                .put(raw)
                .array();
    }

    private static long copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long length = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            length += read;
            if (length > LARGEST_MEDIUM) {
                throw new IOException("a medium of more than " + LARGEST_MEDIUM + " bytes");
            }
            out.write(buffer, 0, read);
        }
        return length;
    }

    private byte[] seed() {
        byte[] seed = new byte[Commitments.SALT];
        random.nextBytes(seed);
        return seed;
    }

    /** A medium's sealed bytes begin with its seed or as a Zstandard frame; which of both must be certain. */
    private byte[] mediumSeed() {
        byte[] seed = seed();
        while (Compression.isFrame(seed)) {
            seed = seed();
        }
        return seed;
    }
}
