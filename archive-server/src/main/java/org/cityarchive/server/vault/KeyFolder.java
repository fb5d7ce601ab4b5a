package org.cityarchive.server.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.locks.ReentrantLock;

import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/** A folder that only its owner can read. Each file is written whole or not at all, and is on the disk when a write returns. */
final class KeyFolder {
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /** A file lock keeps other processes out, not other threads of this one. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    private final Path folder;

    private KeyFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens a folder, made when absent.
     *
     * @throws KeyTrouble others may read it, or it cannot be made
     */
    static KeyFolder at(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder.toAbsolutePath().getParent());
                Files.createDirectory(folder, permissions(folder, "rwx------"));
            }
            refuseOthers(folder, "700");
        } catch (IOException e) {
            throw new KeyTrouble("The key folder " + folder + " cannot be made or read.", e);
        }
        return new KeyFolder(folder);
    }

    Path path() {
        return folder;
    }

    boolean has(String name) {
        return Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
    }

    /** Names of the files with this ending, sorted. */
    List<String> names(String ending) {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(n -> n.endsWith(ending)).sorted().toList();
        } catch (IOException e) {
            throw new KeyTrouble("The key folder " + folder + " cannot be read.", e);
        }
    }

    /** @throws KeyTrouble absent, unreadable, not as written, or open to others */
    SortedMap<String, @Nullable Object> read(String name) {
        var file = folder.resolve(name);
        try {
            refuseOthers(folder, "700");
            refuseOthers(file, "600");
            return CanonicalJson.parseObject(Files.readAllBytes(file));
        } catch (IOException | CanonicalJson.Malformed e) {
            throw new KeyTrouble("The key file " + file + " cannot be read. Restore it from its escrow copy.", e);
        }
    }

    /** Writes a file beside the old one and puts it in its place. */
    void write(String name, SortedMap<String, @Nullable Object> members) {
        var file = folder.resolve(name);
        var fresh = folder.resolve(name + ".new");
        try {
            Files.deleteIfExists(fresh);
            var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var channel = FileChannel.open(fresh, options, permissions(folder, "rw-------"))) {
                writeAll(channel, ByteBuffer.wrap(CanonicalJson.write(members)));
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            force();
        } catch (IOException e) {
            throw new KeyTrouble("The key file " + file + " cannot be written. Is the disk full or read-only?", e);
        }
    }

    /** Overwrites a file, removes it and makes that durable. */
    void destroy(String name) {
        var file = folder.resolve(name);
        try {
            overwrite(file);
            Files.delete(file);
            force();
        } catch (IOException e) {
            throw new KeyTrouble("The key file " + file + " cannot be destroyed.", e);
        }
    }

    /** Overwrites a file where it is, and puts another in its place: what it held is gone. */
    void replace(String name, String by) {
        var file = folder.resolve(name);
        try {
            if (has(name)) {
                overwrite(file);
            }
            Files.move(folder.resolve(by), file, StandardCopyOption.ATOMIC_MOVE);
            force();
        } catch (IOException e) {
            throw new KeyTrouble("The key file " + file + " cannot be replaced. Is the disk full or read-only?", e);
        }
    }

    private static void overwrite(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] noise = new byte[(int) channel.size()];
            new SecureRandom().nextBytes(noise);
            writeAll(channel, ByteBuffer.wrap(noise));
            channel.force(true);
        }
    }

    /** Runs alone among all processes that use this folder. */
    <T> T alone(Work<T> work) {
        var lock = folder.resolve("lock");
        THREADS.lock();
        try {
            if (!Files.exists(lock)) {
                createLock(lock);
            }
            try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE); var _ = channel.lock()) {
                return work.run();
            }
        } catch (IOException e) {
            throw new KeyTrouble("The key folder " + folder + " cannot be locked.", e);
        } finally {
            THREADS.unlock();
        }
    }

    private void createLock(Path lock) throws IOException {
        try {
            Files.createFile(lock, permissions(folder, "rw-------"));
        } catch (FileAlreadyExistsException _) {
            // another process made it in this moment: it is there, as wanted
        }
    }

    /** What runs alone. */
    interface Work<T> {
        T run();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The entry in the folder is durable only when the folder itself is. */
    private void force() throws IOException {
        if (posix(folder)) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static void refuseOthers(Path path, String wanted) throws IOException {
        if (posix(path)) {
            var permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new KeyTrouble(path + " can be read or changed by other users of this machine ("
                        + PosixFilePermissions.toString(permissions) + "). Find out who had access, then: chmod " + wanted + " "
                        + path);
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path at, String wanted) {
        return posix(at)
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(wanted))}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
