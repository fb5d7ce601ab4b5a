package org.cityarchive.search.index;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.apache.lucene.util.IOUtils;
import org.cityarchive.core.search.Words;

/** The folders of the index: numbered generations, and a file {@code CURRENT} that names the one in use. */
final class IndexFolders {
    private static final Pattern NAME = Pattern.compile("generation-(\\d{1,9})");

    private final Path root;
    private final Path pointer;

    IndexFolders(Path root) {
        this.root = root;
        this.pointer = root.resolve("CURRENT");
    }

    /** Whether nothing was ever written here. */
    boolean isNew() throws IOException {
        return !Files.exists(pointer) && generations().isEmpty();
    }

    Path current() throws IOException {
        if (!Files.exists(pointer)) {
            throw new IndexUnreadable("The file that names its folder is missing.");
        }
        var name = Files.readString(pointer).strip();
        if (!NAME.matcher(name).matches() || !Files.isDirectory(root.resolve(name))) {
            throw new IndexUnreadable("Its folder is missing.");
        }
        return root.resolve(name);
    }

    /** A folder that is not there yet. */
    Path next() throws IOException {
        int last = generations().stream().mapToInt(IndexFolders::number).max().orElse(0);
        return root.resolve("generation-" + (last + 1));
    }

    /** An empty generation, in use from now on. */
    Generation begin(Words words) throws IOException {
        var folder = next();
        var generation = Generation.create(folder, words);
        makeCurrent(folder);
        removeOthers(folder);
        return generation;
    }

    void makeCurrent(Path folder) throws IOException {
        var written = root.resolve("CURRENT.new");
        try (var file = FileChannel.open(written, CREATE, WRITE, TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(folder.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(written, pointer, ATOMIC_MOVE);
        IOUtils.fsync(root, true);
    }

    void removeOthers(Path kept) throws IOException {
        for (var folder : generations()) {
            if (!folder.equals(kept)) {
                IOUtils.rm(folder);
            }
        }
    }

    private List<Path> generations() throws IOException {
        try (var files = Files.list(root)) {
            return files.filter(file -> NAME.matcher(file.getFileName().toString()).matches()).toList();
        }
    }

    private static int number(Path folder) {
        return Integer.parseInt(folder.getFileName().toString().substring("generation-".length()));
    }
}
