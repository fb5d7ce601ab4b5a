package org.cityarchive.ingest.adapter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A file on disk handed over, and how tests read it. */
public record Handed(Path path) implements Delivered {
    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    public static Handed of(Path folder, byte[] bytes) {
        try {
            return new Handed(Files.write(Files.createTempFile(folder, "handed", ".bin"), bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Terms terms() {
        return new Terms(null, Instant.parse("2026-11-01T00:00:00Z"), InstantSource.fixed(NOW));
    }

    public static List<Entry> all(Reading reading) throws IOException {
        try (reading) {
            var entries = new ArrayList<Entry>();
            for (var entry = reading.next(); entry != null; entry = reading.next()) {
                entries.add(entry);
            }
            return entries;
        }
    }

    /** A folder of data kept beside the project; absent: the test is skipped and says so. */
    public static Path shared(String name) {
        Path data = located();
        Assumptions.assumeTrue(data != null && Files.exists(data.resolve(name)),
                "shared data \"" + name + "\" is not here; set ARCHIVE_SHARED_DATA to its folder");
        return data.resolve(name);
    }

    private static @Nullable Path located() {
        var named = System.getProperty("ARCHIVE_SHARED_DATA", System.getenv("ARCHIVE_SHARED_DATA"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("shared/data"))) {
                return folder.resolve("shared/data");
            }
        }
        return null;
    }

    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public long size() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public SeekableByteChannel open() throws IOException {
        return Files.newByteChannel(path);
    }
}
