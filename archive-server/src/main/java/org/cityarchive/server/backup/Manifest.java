package org.cityarchive.server.backup;

import java.util.stream.Stream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a backup holds: one moment of the archive.
 *
 * @param archive whose it is
 * @param keys the label of the keys that open it
 * @param schema the version of the schema
 * @param server which database server, so that its numbers of transactions mean the same next time
 * @param position the last fact
 * @param lastFact its id; empty where there is none
 * @param logSize leaves of the log
 * @param checkpoint the newest signed one; null: none was
 * @param journals how many destruction journals it has already seen
 * @param sequences where each stood
 * @param uploads files that imports still read
 */
public record Manifest(int v, UUID backup, UUID archive, String keys, Instant at, String schema, String server, long position,
        String lastFact, long logSize, @Nullable String checkpoint, long journals, List<Table> tables,
        Map<String, Long> sequences,
        List<Kept> uploads) {
    static final int VERSION = 1;

    /**
     * A table's rows, added up by backups.
     *
     * @param snapshot of the last of them
     */
    record Table(String name, List<String> columns, long rows, String snapshot, List<Segment> segments) {}

    /**
     * Rows of one backup, as PostgreSQL's binary COPY gives them, compressed and sealed.
     *
     * @param id of which its key is made
     * @param kept its file
     */
    record Segment(UUID id, long rows, Kept kept) {}

    /**
     * A file of the set.
     *
     * @param sha256 in hex
     */
    record Kept(String file, long size, String sha256) {}

    Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    /** All files that belong to it. */
    List<Kept> files() {
        return Stream
                .concat(tables.stream().flatMap(table -> table.segments().stream()).map(Segment::kept), uploads.stream())
                .toList();
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    long bytes() {
        return files().stream().mapToLong(Kept::size).sum();
    }
}
