package org.cityarchive.server.vault;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

import javax.sql.DataSource;

import org.cityarchive.core.capture.Commitment;
import org.cityarchive.core.capture.Commitments;
import org.cityarchive.core.capture.Field;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.capture.RecordLife.Erased;
import org.cityarchive.server.vault.SealBroken.Trouble;
import org.jspecify.annotations.Nullable;

import com.github.luben.zstd.ZstdInputStream;

/**
 * Reads the vault and opens what is sealed there. It writes nothing: rows are staged as {@link org.cityarchive.core.law.Kept} and commit
 * with the facts (DATA.md §1). Each read is one statement, however many records are asked for.
 */
public final class PostgresVault {
    private final VaultRows rows;
    private final RecordKeys keys;

    public PostgresVault(DataSource database, KeyProvider provider, Clock clock) {
        rows = new VaultRows(database);
        keys = new RecordKeys(provider, rows, clock);
    }

    /** Makes and opens record keys. */
    public RecordKeys recordKeys() {
        return keys;
    }

    /**
     * The live keys of these records.
     *
     * @return by record; one that has no key (never captured, or destroyed) is not in it
     * @throws SealBroken a key that is there and does not open
     */
    public Map<RecordId, RecordKey> keys(Collection<RecordId> records) {
        var found = new HashMap<RecordId, RecordKey>();
        keysOf(records.stream().map(RecordId::value).toList()).forEach((subject, key) -> found.put(new RecordId(subject), key));
        return found;
    }

    /**
     * What was erased of these records, for ever.
     *
     * @return the last erasure of each; a record of which nothing was is not in it
     */
    public Map<RecordId, Erased> erased(Collection<RecordId> records) {
        return records.isEmpty() ? Map.of() : rows.erased(Set.copyOf(records.stream().map(RecordId::value).toList()));
    }

    /** As {@link #erased}, to be asked together with others. */
    public ErasedRecords askingErased(Collection<RecordId> records) {
        return new ErasedRecords(Set.copyOf(records.stream().map(RecordId::value).toList()));
    }

    /** What is sealed of the contents of these records, to be asked together with others. */
    public SealedRecords askingSealed(Collection<RecordId> records) {
        return new SealedRecords(this, Set.copyOf(records.stream().map(RecordId::value).toList()));
    }

    /** The live keys of any subjects. Absent and broken ones as {@link #keys}. */
    public Map<UUID, RecordKey> keysOf(Collection<UUID> subjects) {
        return subjects.isEmpty() ? Map.of() : keys.open(rows.keys(Set.copyOf(subjects)));
    }

    /**
     * Opens versions.
     *
     * @return one for each that was asked for
     * @throws SealBroken one of them is missing, changed, or has no key
     */
    public Map<SealedVersion, OpenedContent> contents(Collection<SealedVersion> versions) {
        return contents(versions, broken -> {
            throw broken;
        });
    }

    /** Opens versions; each that cannot be opened is told to {@code broken} and is not in the answer. */
    public Map<SealedVersion, OpenedContent> contents(Collection<SealedVersion> versions, Consumer<SealBroken> broken) {
        var wanted = Set.copyOf(versions);
        return contents(wanted, rows.partsAndKeys(wanted, ContentSealing.CONTENT), broken);
    }

    Map<SealedVersion, OpenedContent> contents(Set<SealedVersion> wanted, VaultRows.PartsAndKeys read,
            Consumer<SealBroken> broken) {
        var found = parts(wanted, ContentSealing.CONTENT, read, broken);
        var opened = HashMap.<SealedVersion, OpenedContent>newHashMap(found.size());
        found.forEach((version, plain) -> {
            try {
                opened.put(version, OpenedContent.read(version.subject(), version.part(ContentSealing.CONTENT), plain,
                        () -> part(version, ContentSealing.RAW)));
            } catch (SealBroken e) {
                broken.accept(e);
            }
        });
        return opened;
    }

    /**
     * Opens one version.
     *
     * @throws SealBroken it is missing, changed, or has no key
     */
    public OpenedContent content(RecordId record, int version) {
        var wanted = SealedVersion.of(record, version);
        return only(contents(List.of(wanted)).get(wanted));
    }

    /**
     * Opens one part, whole: a raw part, a rejected line, a note.
     *
     * @throws SealBroken it is missing, changed, or has no key
     */
    public byte[] part(SealedVersion version, String part) {
        return only(parts(List.of(version), part, broken -> {
            throw broken;
        }).get(version));
    }

    /** Opens the part of this name of many versions; each that cannot be opened is told to {@code broken}. */
    public Map<SealedVersion, byte[]> parts(Collection<SealedVersion> versions, String part, Consumer<SealBroken> broken) {
        var wanted = Set.copyOf(versions);
        return parts(wanted, part, rows.partsAndKeys(wanted, part), broken);
    }

    private Map<SealedVersion, byte[]> parts(Set<SealedVersion> wanted, String part, VaultRows.PartsAndKeys read,
            Consumer<SealBroken> broken) {
        var stored = new HashMap<UUID, List<RecordKeyRow>>();
        read.keys().forEach(row -> stored.computeIfAbsent(row.subject(), _ -> new ArrayList<>()).add(row));
        keys.unwrapBatches(read.keys());
        var plain = HashMap.<SealedVersion, byte[]>newHashMap(wanted.size());
        for (var version : wanted) {
            try {
                plain.put(version,
                        opened(version, part, read.parts().get(version), stored.getOrDefault(version.subject(), List.of())));
            } catch (SealBroken e) {
                broken.accept(e);
            }
        }
        return plain;
    }

    private byte[] opened(SealedVersion version, String part, byte @Nullable [] sealed, List<RecordKeyRow> stored) {
        String name = version.part(part);
        if (sealed == null) {
            throw new SealBroken(version.subject(), name, Trouble.MISSING, "is missing");
        }
        var key = keys.open(stored).get(version.subject());
        if (key == null) {
            throw new SealBroken(version.subject(), name, Trouble.NO_KEY, "has no key");
        }
        try {
            return Compression.decompress(new Sealing(key, name).open(sealed));
        } catch (IllegalArgumentException _) {
            throw new SealBroken(version.subject(), name, "is not compressed as it was written");
        }
    }

    /**
     * Reads a medium's bytes while they are opened, in little memory.
     *
     * @throws SealBroken it is missing or has no key; while it is read: it was changed or cut off
     */
    public InputStream medium(RecordId record, int version, int index) throws IOException {
        var opening = opening(record, version, index);
        opening.readNBytes(Commitments.SALT);
        return opening;
    }

    /** A medium's number of bytes and SHA-256, with the seed of its salts: what a proof of it shows. */
    public record Seeded(byte[] seed, Field.Bytes bytes) {}

    /**
     * What a proof of a medium shows: it is opened to its end, in little memory.
     *
     * @throws SealBroken it is missing, changed, or has no key
     */
    public Seeded seeded(RecordId record, int version, int index) throws IOException {
        var digest = ContentSealing.sha256();
        try (var opening = opening(record, version, index)) {
            byte[] seed = opening.readNBytes(Commitments.SALT);
            long length = new DigestInputStream(opening, digest).transferTo(OutputStream.nullOutputStream());
            return new Seeded(seed, new Field.Bytes(length, digest.digest()));
        }
    }

    /**
     * Recomputes the root of a medium.
     *
     * @throws SealBroken it is not the fact's, or does not open
     */
    public void verifyMedium(RecordId record, int version, int index, Commitment content) throws IOException {
        var seeded = seeded(record, version, index);
        if (!ContentSealing.mediumRoot(seeded.seed(), seeded.bytes()).equals(content)) {
            throw new SealBroken(record.value(), SealedVersion.of(record, version).part(ContentSealing.mediaPart(index)),
                    Trouble.NOT_COMMITTED, "is not what its fact committed to");
        }
    }

    private InputStream opening(RecordId record, int version, int index) throws IOException {
        var wanted = SealedVersion.of(record, version);
        String part = ContentSealing.mediaPart(index);
        var key = keysOf(List.of(record.value())).get(record.value());
        if (key == null) {
            throw new SealBroken(record.value(), wanted.part(part), Trouble.NO_KEY, "has no key");
        }
        var plain = new BufferedInputStream(
                new OpeningStream(new Sealing(key, wanted.part(part)), new ChunkStream(rows, wanted, part)), 1 << 16);
        plain.mark(4);
        byte[] first = plain.readNBytes(4);
        plain.reset();
        return Compression.isFrame(first) ? new ZstdInputStream(plain) : plain;
    }

    /** The records that bear these aliases. More than one under the same alias is a defect to show, not to guess about. */
    public Map<UUID, Set<RecordId>> aliases(Collection<UUID> aliases) {
        return aliases.isEmpty() ? Map.of() : rows.aliases(Set.copyOf(aliases));
    }

    private static <T> T only(@Nullable T found) {
        if (found == null) {
            throw new IllegalStateException("what is not broken is answered");
        }
        return found;
    }
}
