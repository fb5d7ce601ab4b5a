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
    private final ImportKeys.Fresh fresh;
    private final Spool spool;
    private final Mac digest;
    private final OutputStream out;
    private byte @Nullable [] name;
    private long size;
    private boolean kept;

    ImportUpload(UUID id, ImportKeys.Fresh fresh, Spool spool, Mac digest) throws IOException {
        this.id = id;
        this.fresh = fresh;
        this.spool = spool;
        this.digest = digest;
        this.out = spool.write(id, fresh.key());
    }

    /**
     * What is to be done with the file.
     *
     * @param fileTime when the file was made, as far as the uploader knows
     * @param repeatKey the Idempotency-Key, where one was given
     */
    public record Wish(String format, @Nullable String account, boolean addAccounts, String fileName, Instant fileTime,
            @Nullable String repeatKey, Actor actor) {}

    /** Takes all bytes of a stream. */
    public void take(InputStream in) throws IOException {
        var bytes = new byte[1 << 16];
        for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
            digest.update(bytes, 0, n);
            out.write(bytes, 0, n);
            size += n;
        }
    }

    UUID id() {
        return id;
    }

    ImportKeys.Fresh fresh() {
        return fresh;
    }

    ImportRows.Upload told(@Nullable String repeatKey) throws IOException {
        out.close();
        var known = name == null ? digest.doFinal() : name;
        name = known;
        return new ImportRows.Upload(repeatKey, known);
    }

    Delivered delivered(String fileName) {
        return spool.delivered(id, fileName, size, fresh.key());
    }

    void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (!kept) {
            try {
                out.close();
            } finally {
                spool.delete(id);
            }
        }
    }
}
