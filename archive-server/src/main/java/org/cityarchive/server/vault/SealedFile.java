package org.cityarchive.server.vault;

import java.io.BufferedInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;

/** A file on disk that only a key held in the vault opens: an import's spool. Written once, read as a stream. */
public final class SealedFile {
    private static final String PART = "v0/file";

    private SealedFile() {}

    /**
     * Begins a file; it must not exist. What is closed before {@link Writing#finish} never opens as a whole.
     *
     * @throws IOException it exists or cannot be written
     */
    public static Writing write(Path file, RecordKey key) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] owner = posix
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        return new Writing(FileChannel.open(file, options, owner), new Sealing(key, PART));
    }

    /**
     * Reads a file's plain bytes; a file that was cut off or changed ends in {@link SealBroken} while it is read.
     *
     * @throws IOException it cannot be read
     */
    public static InputStream read(Path file, RecordKey key) throws IOException {
        return new ZstdInputStream(
                new BufferedInputStream(new OpeningStream(new Sealing(key, PART), Files.newInputStream(file)), 1 << 16));
    }

    /** A file being sealed. */
    public static final class Writing extends FilterOutputStream {
        private final FileChannel channel;
        private final SealingStream sealing;
        private boolean finished;

        private Writing(FileChannel channel, Sealing sealing) throws IOException {
            this(channel, new SealingStream(sealing, chunks(Channels.newOutputStream(channel))));
        }

        private Writing(FileChannel channel, SealingStream sealing) throws IOException {
            super(new ZstdOutputStream(new Unclosed(sealing)));
            this.channel = channel;
            this.sealing = sealing;
        }

        private static SealingStream.Chunks chunks(OutputStream file) {
            return (_, sealed) -> file.write(sealed);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        /** Ends the file: it is whole and on the disk when this returns. */
        public void finish() throws IOException {
            if (!finished) {
                out.close();
                sealing.finish();
                channel.force(true);
                finished = true;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                if (!finished) {
                    out.close();
                }
            } finally {
                channel.close();
            }
        }
    }
}
