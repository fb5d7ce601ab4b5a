package org.cityarchive.server.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.server.system.Measured.Disk;

/** What room is left on the disks of home, index and keys. Asked by writing a little: a quota or a read-only disk shows only then. */
final class Disks {
    /** Below this nothing is promised any more. */
    static final long NEEDED = 16L << 20;
    private static final String PROBE = ".room";
    private static final int PROBE_BYTES = 64 << 10;

    private final Path home;

    Disks(Path home) {
        this.home = home;
    }

    List<Disk> measure() {
        var disks = new ArrayList<Disk>();
        disks.add(disk("home", home, true));
        disks.add(disk("index", home.resolve("index"), true));
        disks.add(disk("keys", home.resolve("keys"), false)); // nothing of ours is ever left lying among keys
        return List.copyOf(disks);
    }

    private static Disk disk(String part, Path folder, boolean probed) {
        try {
            var store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            return new Disk(part, free, store.getTotalSpace(),
                    free >= NEEDED && (probed ? probe(folder) : Files.isWritable(folder)));
        } catch (IOException e) {
            return new Disk(part, 0, 0, false);
        }
    }

    private static boolean probe(Path folder) {
        var file = folder.resolve(PROBE);
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            var bytes = ByteBuffer.allocate(PROBE_BYTES);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Bytes of all files below a folder; those that go meanwhile do not count. */
    long bytes(String folder) {
        try (var files = Files.walk(home.resolve(folder))) {
            return files.filter(Files::isRegularFile).mapToLong(Disks::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
