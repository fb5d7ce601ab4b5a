package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.UUID;

import javax.crypto.Mac;

import org.cityarchive.core.people.Actor;
import org.cityarchive.ingest.adapter.Delivered;
import org.jspecify.annotations.Nullable;

/** A file on its way in; sealed before it touches the disk, and gone again unless it becomes an import. */
public final class ImportUpload implements AutoCloseable {
    private final UUID id;
    private final SpoolKey key;
    private final Spool spool;
    private final Mac digest;
    private final OutputStream out;
    private byte @Nullable [] name;
    private long size;
    private boolean kept;

    ImportUpload(UUID id, SpoolKey key, Spool spool, Mac digest) throws IOException {
        this(id, key, spool, digest, spool.write(id, key));
    }

    /** @param out where it is written to */
    ImportUpload(UUID id, SpoolKey key, Spool spool, Mac digest, OutputStream out) {
        this.id = id;
        this.key = key;
        this.spool = spool;
        this.digest = digest;
        this.out = out;
    }

    /**
     * What is to be done with the file.
     *
     * @param fileTime when the file was made, as far as the uploader knows
     * @param repeatKey the Idempotency-Key, where one was given
     */
    public record Wish(String format, @Nullable String account, boolean addAccounts, String fileName, Instant fileTime,
            @Nullable String repeatKey, Actor actor) {}

    /** The disk takes no more of an upload; nothing of it is kept. */
    public static final class NoRoomException extends IOException {
        NoRoomException(@Nullable IOException cause) {
            super("the disk of uploads takes no more", cause);
        }
    }

    /**
     * Takes all bytes of a stream.
     *
     * @throws NoRoomException the disk takes no more
     */
    public void take(InputStream in) throws IOException {
        var bytes = new byte[1 << 16];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            digest.update(bytes, 0, n);
            write(bytes, n);
            size += n;
        }
    }

    private void write(byte[] bytes, int length) throws NoRoomException {
        try {
            out.write(bytes, 0, length);
        } catch (IOException e) {
            throw new NoRoomException(e);
        }
    }

    /** Whether nothing came. */
    boolean isEmpty() {
        return size == 0;
    }

    UUID id() {
        return id;
    }

    SpoolKey key() {
        return key;
    }

    ImportRows.Upload told(@Nullable String repeatKey) throws IOException {
        try {
            out.close(); // writes its last piece
        } catch (IOException e) {
            throw new NoRoomException(e);
        }
        var known = name == null ? digest.doFinal() : name;
        name = known;
        return new ImportRows.Upload(repeatKey, known);
    }

    Delivered delivered(String fileName) {
        return spool.delivered(id, fileName, size, key);
    }

    void keep() {
        kept = true;
    }

    @Override
    public void close() {
        if (!kept) {
            try {
                out.close();
            } catch (IOException _) {
                // it goes anyway
            } finally {
                spool.delete(id);
            }
        }
    }
}
