package org.cityarchive.server.capture;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

import org.cityarchive.ingest.adapter.Delivered;

/** Uploads while they wait to be read: sealed files that open only with their import's key, readable from any place. */
final class Spool {
    static final int CHUNK = 256 << 10;
    private static final String END = ".upload";

    private final Path folder;

    /** Makes the folder where it lacks. */
    Spool(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of uploads cannot be made", e);
        }
    }

    private Path file(UUID job) {
        return folder.resolve(job + END);
    }

    /** Begins an upload's file; closing it makes it whole and durable. */
    OutputStream write(UUID job, SpoolKey key) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Sealing(FileChannel.open(file(job), options,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))), key);
    }

    Delivered delivered(UUID job, String name, long size, SpoolKey key) {
        return new Sealed(file(job), name, size, key);
    }

    /** Whether an upload lies here. */
    boolean has(UUID job) {
        return Files.exists(file(job));
    }

    /** Bytes for which the disk has room. */
    long room() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException _) {
            return Long.MAX_VALUE; // not known: writing will tell
        }
    }

    void delete(UUID job) {
        try {
            Files.deleteIfExists(file(job));
        } catch (IOException _) {
            // swept at the next start
        }
    }

    /** Deletes an upload and the link that a backup holds it by, also one that was killed. */
    void deleteEverywhere(UUID job) throws IOException {
        Files.deleteIfExists(folder.resolveSibling("backup-uploads").resolve(job + END));
        Files.deleteIfExists(file(job));
    }

    /** Removes what uploads left behind that never became an import, or whose import is over. */
    void sweep(Set<UUID> waiting) {
        try (var files = Files.newDirectoryStream(folder, "*" + END)) {
            for (var file : files) {
                var name = String.valueOf(file.getFileName());
                if (waiting.stream().noneMatch(job -> name.equals(job + END))) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of uploads cannot be read", e);
        }
    }

    private record Sealed(Path file, String name, long size, SpoolKey key) implements Delivered {
        @Override
        public SeekableByteChannel open() throws IOException {
            return new SpoolChannel(FileChannel.open(file, StandardOpenOption.READ), size, key);
        }
    }

    /** Seals chunk by chunk. */
    private static final class Sealing extends OutputStream {
        private final FileChannel file;
        private final SpoolKey key;
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private long number;

        Sealing(FileChannel file, SpoolKey key) {
            this.file = file;
            this.key = key;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            for (int at = from; at < from + length;) {
                int taken = Math.min(CHUNK - filled, from + length - at);
                System.arraycopy(bytes, at, chunk, filled, taken);
                filled += taken;
                at += taken;
                if (filled == CHUNK) {
                    put();
                }
            }
        }

        private void put() throws IOException {
            var sealed = ByteBuffer.wrap(key.sealChunk(number++, chunk, filled));
            filled = 0;
            while (sealed.hasRemaining()) {
                file.write(sealed);
            }
        }

        @Override
        public void close() throws IOException {
            try (file) {
                if (file.isOpen() && filled > 0) {
                    put();
                }
                if (file.isOpen()) {
                    file.force(true);
                }
            }
        }
    }
}
