package org.cityarchive.server.store;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * A file that one holds at a time, among all processes and among all threads of each. The system frees it with its process, however that
 * ends. It also frees it when the process closes any channel of the file, whoever opened that: so nobody opens the file of which somebody
 * in this process is the holder.
 */
public final class LockedFile implements AutoCloseable {
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LockedFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the file, and makes it where it lacks; its folder is there.
     *
     * @return empty: another holds it
     */
    public static Optional<LockedFile> tried(Path file) throws IOException {
        var place = requireNonNull(file.toAbsolutePath().getParent()).toRealPath().resolve(file.getFileName());
        if (!HELD_HERE.add(place)) {
            return Optional.empty();
        }
        FileChannel locked = null;
        try {
            locked = locked(place);
            return locked == null ? Optional.empty() : Optional.of(new LockedFile(place, locked));
        } finally {
            if (locked == null) {
                HELD_HERE.remove(place);
            }
        }
    }

    private static @Nullable FileChannel locked(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException _) {
            // somebody in this process holds it past this class
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel.isOpen()) { // closed a second time it must not free what somebody else holds by then
            try {
                channel.close();
            } finally {
                HELD_HERE.remove(file);
            }
        }
    }
}
