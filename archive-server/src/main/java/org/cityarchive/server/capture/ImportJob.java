package org.cityarchive.server.capture;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.cityarchive.ingest.adapter.Position;
import org.jspecify.annotations.Nullable;

/**
 * An import as its row tells it.
 *
 * @param number counts imports for people: "Import 321"
 * @param account as given; null: the file names it
 * @param fileTime when the file was made, as the uploader says
 */
record ImportJob(UUID id, long number, String format, String fileName, @Nullable String account, boolean addAccounts,
        String actor,
        String role, ImportState state, @Nullable String reason, String keyId, byte[] keyWrapped, long size, Instant fileTime,
        Instant createdAt, @Nullable Instant startedAt, @Nullable Instant finishedAt, Position place, long bytesDone,
        long bytesTotal,
        ImportCounts counts, List<String> remarks) {
    /** Whether its lines can be read each alone; those of a package may name media that lie beside them. */
    boolean isOfLines() {
        return format.equals("observed") && !fileName.toLowerCase(Locale.ROOT).endsWith(".zip");
    }
}
