package org.cityarchive.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The archive's home folder, held by this process alone until closed: a second process on the same home would tear index and
 * database apart.
 */
public final class Home implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String TOKEN = "token";
    private static final String ADDRESS = "address";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private Home(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the home, and makes it when it is not there.
     *
     * @throws CannotRun it cannot be read or written, or another process has it
     */
    public static Home open(Path folder) {
        try {
            if (Files.notExists(folder)) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Files.deleteIfExists(Files.createTempFile(folder, ".writable", "")); // permissions alone do not tell: a disk may be read-only
            if (!Files.isReadable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (FileAlreadyExistsException e) {
            throw new CannotRun("The home " + folder + " is not a folder.", e);
        } catch (IOException e) {
            throw new CannotRun("The home " + folder + " cannot be read and written by this user.", e);
        }
        return locked(folder);
    }

    private static Home locked(Path folder) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = channel.tryLock();
            if (lock != null) {
                return new Home(folder, channel, lock);
            }
            channel.close();
        } catch (OverlappingFileLockException e) {
            close(channel);
        } catch (IOException e) {
            throw new CannotRun("The home " + folder + " cannot be locked.", e);
        }
        throw new CannotRun("Another City Archive is running on the home " + folder + "; stop it first, or take another --home.");
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a running archive has the home now. */
    public static boolean isInUse(Path folder) {
        var file = folder.resolve(LOCK);
        if (Files.notExists(file)) {
            return false;
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE); var lock = channel.tryLock()) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true;
        } catch (IOException e) {
            throw new CannotRun("The home " + folder + " cannot be read and written by this user.", e);
        }
    }

    public Path folder() {
        return folder;
    }

    /** Writes the token with which commands on this machine speak to the server. */
    public void keepToken(String token) {
        write(TOKEN, token);
    }

    /** Writes where the server answers, for commands on this machine. */
    public void keepAddress(String url) {
        write(ADDRESS, url);
    }

    /** The token of a home, when this user may read it. */
    public static Optional<String> token(Path folder) {
        return read(folder.resolve(TOKEN));
    }

    /** Where the home's server last said that it answers. */
    public static Optional<String> address(Path folder) {
        return read(folder.resolve(ADDRESS));
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isReadable(file)
                    ? Optional.of(Files.readString(file).strip()).filter(s -> !s.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void write(String name, String text) {
        try {
            var fresh = Files.createTempFile(folder, "." + name, "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, text + "\n");
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotRun("The file " + folder.resolve(name) + " cannot be written.", e);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(folder.resolve(ADDRESS));
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
