package org.cityarchive.server.vault;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.Commitments;
import org.cityarchive.core.capture.Content;
import org.cityarchive.core.capture.ContentFields;
import org.cityarchive.core.capture.NativeKey;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.vault.SealBroken.Trouble;
import org.jspecify.annotations.Nullable;

/** A sealed version, opened. That it is what its fact says is told by {@link #verify}. */
public final class OpenedContent {
    private final UUID subject;
    private final String part;
    private final byte[] seed;
    private final SortedMap<String, @Nullable Object> fields;
    private final Supplier<byte[]> raw;
    private volatile @Nullable Content content;

    private OpenedContent(UUID subject, String part, byte[] seed, SortedMap<String, @Nullable Object> fields,
            Supplier<byte[]> raw) {
        this.subject = subject;
        this.part = part;
        this.seed = seed;
        this.fields = fields;
        this.raw = raw;
    }

    /**
     * Reads the plain bytes of a content part.
     *
     * @param apart gives the raw bytes where they are a part of their own
     * @throws SealBroken not as such a part is written
     */
    static OpenedContent read(UUID subject, String part, byte[] plain, Supplier<byte[]> apart) {
        var bytes = ByteBuffer.wrap(plain);
        try {
            byte[] seed = taken(bytes, Commitments.SALT);
            var fields = CanonicalJson.parseObject(taken(bytes, bytes.getInt()));
            byte[] rest = taken(bytes, bytes.remaining());
            boolean isApart = fields.containsKey("raw.length")
                    && ContentFields.rawLength(fields) > ContentSealing.RAW_WITH_CONTENT;
            return new OpenedContent(subject, part, seed, fields, isApart ? apart : () -> rest);
        } catch (BufferUnderflowException | IllegalArgumentException | CanonicalJson.Malformed _) {
            throw new SealBroken(subject, part, "is not as a content part is written");
        }
    }

    private static byte[] taken(ByteBuffer bytes, int count) {
        if (count < 0 || count > bytes.remaining()) {
            throw new IllegalArgumentException("fewer bytes than told");
        }
        byte[] taken = new byte[count];
        bytes.get(taken);
        return taken;
    }

    /** Everything that was sealed but the raw bytes. */
    public SortedMap<String, @Nullable Object> fields() {
        return fields;
    }

    /** What the source showed; null when it showed nothing. */
    public @Nullable Content content() {
        var known = content;
        if (known == null) {
            known = ContentFields.content(fields);
            content = known;
        }
        return known;
    }

    /** How the source named it. */
    public NativeKey key() {
        return ContentFields.key(fields);
    }

    public String nativeId() {
        return key().id();
    }

    /**
     * The platform's own bytes; read from the vault when they are a part of their own.
     *
     * @throws SealBroken that part is missing or does not open
     */
    public byte[] raw() {
        return raw.get();
    }

    /** The raw bytes' media type. */
    public String rawType() {
        return ContentFields.rawType(fields);
    }

    /** The secret from which every salt of a disclosure is derived; never shown whole. */
    public byte[] seed() {
        return seed.clone();
    }

    /**
     * Recomputes the root: the cipher does not bind its key, the root does (EVIDENCE.md §1.3).
     *
     * @throws SealBroken it is not the fact's
     */
    public OpenedContent verify(Commitment root) {
        var committed = fields.containsKey("raw.length")
                ? ContentFields.committed(fields, raw())
                : ContentFields.committed(fields);
        if (!Arrays.equals(Commitments.root(seed, committed).bytes(), root.bytes())) {
            throw new SealBroken(subject, part, Trouble.NOT_COMMITTED, "is not what its fact committed to");
        }
        return this;
    }

    @Override
    public String toString() {
        return "OpenedContent[" + subject + ", " + part + "]";
    }
}
