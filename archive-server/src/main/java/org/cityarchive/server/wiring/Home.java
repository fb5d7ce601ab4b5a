package org.cityarchive.server.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.cityarchive.server.store.LockedFile;

/**
 * The archive's home folder, held by this process alone until closed: a second process on the same home would tear index and
 * database apart.
 */
public final class Home implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String TOKEN = "token";
    private static final String ADDRESS = "address";

    private final Path folder;
    private final LockedFile lock;

    private Home(Path folder, LockedFile lock) {
        this.folder = folder;
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
        try {
            return LockedFile.tried(folder.resolve(LOCK)).map(lock -> new Home(folder, lock)).orElseThrow(() -> new CannotRun(
                    "Another City Archive is running on the home " + folder + "; stop it first, or take another --home."));
        } catch (IOException e) {
            throw new CannotRun("The home " + folder + " cannot be locked.", e);
        }
    }

    /** Whether a running archive has the home now. */
    public static boolean isInUse(Path folder) {
        var file = folder.resolve(LOCK);
        if (Files.notExists(file)) {
            return false;
        }
        try {
            var lock = LockedFile.tried(file);
            if (lock.isPresent()) {
                lock.get().close();
            }
            return lock.isEmpty();
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
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
