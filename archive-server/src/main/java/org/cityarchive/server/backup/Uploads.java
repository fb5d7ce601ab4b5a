package org.cityarchive.server.backup;

import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.cityarchive.server.backup.Manifest.Kept;

/**
 * Uploads that were acknowledged and are not yet read to their end: sealed files beside the database. They are held by links of our own
 * from before the moment of the backup, so that an import that ends meanwhile takes none away.
 */
final class Uploads implements AutoCloseable {
    private static final String END = ".upload";

    private final Path folder;
    private final Path held;

    private Uploads(Path folder, Path held) {
        this.folder = folder;
        this.held = held;
    }

    static Uploads hold(Path home) throws IOException {
        var uploads = new Uploads(home.resolve("uploads"), home.resolve("backup-uploads"));
        uploads.close(); // of a backup that was killed
        Files.createDirectories(uploads.held);
        uploads.holdNew();
        return uploads;
    }

    /** Holds those that came since. */
    void holdNew() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder, "*" + END)) {
            for (var file : files) {
                var link = held.resolve(file.getFileName());
                if (Files.notExists(link)) {
                    hold(file, link);
                }
            }
        }
    }

    private static void hold(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException _) {
            Files.copy(file, link);
        } catch (NoSuchFileException _) {
            // its import ended in this moment
        }
    }

    /** Whether one that is still read is not among those held. */
    boolean misses(Map<UUID, Boolean> imports) {
        return imports.entrySet().stream().anyMatch(job -> job.getValue() && Files.notExists(held.resolve(job.getKey() + END)));
    }

    /** Copies those of these imports into the set; what lies there already is not copied again. */
    List<Kept> copyInto(BackupSet set, Map<UUID, Boolean> imports, Optional<Manifest> earlier) throws IOException {
        var kept = new ArrayList<Kept>();
        for (var job : imports.keySet()) {
            var file = held.resolve(job + END);
            if (Files.exists(file)) {
                var name = set.name("upload", job);
                var there = earlier.flatMap(m -> m.uploads().stream().filter(u -> u.file().equals(name)).findFirst())
                        .filter(u -> Files.exists(set.file(u.file())));
                kept.add(there.isPresent() ? there.get() : copied(set, file, name));
            }
        }
        return kept;
    }

    private static Kept copied(BackupSet set, Path file, String name) throws IOException {
        Files.copy(file, set.file(name), StandardCopyOption.REPLACE_EXISTING);
        try (var channel = FileChannel.open(set.file(name), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return set.kept(name);
    }

    /** Brings those of a set into a new home. */
    static void restore(BackupSet set, List<Kept> kept, Path home) throws IOException {
        var folder = Files.createDirectories(home.resolve("uploads"));
        for (var upload : kept) {
            var name = String.valueOf(set.file(upload.file()).getFileName());
            Files.copy(set.file(upload.file()), folder.resolve(UUID.fromString(name.substring(name.indexOf('.') + 1)) + END));
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.isDirectory(held)) {
            try (var files = Files.newDirectoryStream(held)) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(held);
        }
    }
}
