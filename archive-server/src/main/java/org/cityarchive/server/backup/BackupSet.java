package org.cityarchive.server.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.cityarchive.server.backup.Manifest.Kept;
import org.cityarchive.server.store.LockedFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A folder with a backup: sealed files, the destruction journals, and a manifest that names them. The manifest is written last and takes
 * the place of the one before in one step: what was killed before is no backup, and the one before still is.
 */
final class BackupSet {
    private static final String MANIFEST = "manifest.json";
    private static final String UNFINISHED = "unfinished.json";
    private static final String DATA = "data";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    private BackupSet(Path folder) {
        this.folder = folder;
    }

    /** A folder to back up into: a new one, an empty one, or one that holds a backup. */
    static BackupSet begin(Path folder) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new BackupTrouble(folder + " is not a folder.");
        }
        Files.createDirectories(folder);
        var set = new BackupSet(folder);
        try (var files = Files.list(folder)) {
            if (!Files.isDirectory(folder.resolve(DATA)) && files.findAny().isPresent()) {
                throw new BackupTrouble("The folder " + folder + " holds other things than a backup; take an empty one.");
            }
        }
        Files.createDirectories(folder.resolve(DATA));
        return set;
    }

    /** @throws BackupTrouble there is no whole backup in it */
    static BackupSet open(Path folder) {
        if (!Files.isRegularFile(folder.resolve(MANIFEST))) {
            throw new BackupTrouble("There is no whole backup in " + folder + ": its manifest.json is missing"
                    + (Files.exists(folder.resolve(UNFINISHED)) ? "; a backup was begun there and not finished." : "."));
        }
        return new BackupSet(folder);
    }

    Path journals() {
        return folder.resolve("journals");
    }

    /** A manifest and the seal under it, not yet checked. */
    record Sealed(Manifest manifest, byte[] bytes, String seal) {
        /** @throws BackupTrouble it is not what the archive of these keys wrote */
        Manifest checked(BackupSeal by) {
            if (!MessageDigest.isEqual(by.of(bytes).getBytes(US_ASCII), seal.getBytes(US_ASCII))) {
                throw new BackupTrouble(
                        "The manifest of the backup is not the one that was written: its seal does not hold under "
                                + "the keys of its archive. Take another backup.");
            }
            return manifest;
        }
    }

    /** The whole backup that is here. */
    Optional<Sealed> manifest() {
        return read(MANIFEST);
    }

    /** What a backup that was killed had already written. */
    Optional<Sealed> unfinished() {
        return read(UNFINISHED);
    }

    private Optional<Sealed> read(String name) {
        var file = folder.resolve(name);
        try {
            var text = Files.readAllBytes(file);
            int end = text.length;
            for (int i = 0; i < text.length; i++) {
                end = text[i] == '\n' ? Math.min(end, i) : end;
            }
            var bytes = Arrays.copyOf(text, end);
            return Optional.of(new Sealed(JSON.readValue(bytes, Manifest.class), bytes,
                    new String(text, end, text.length - end, US_ASCII).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new BackupTrouble("The file " + file + " cannot be read as the manifest of a backup.", e);
        }
    }

    /** Makes a backup whole: from now on this is what the folder holds. */
    void finish(Manifest manifest, BackupSeal seal) throws IOException {
        write(MANIFEST, manifest, seal);
        Files.deleteIfExists(folder.resolve(UNFINISHED));
        sweep(manifest);
    }

    void keepUnfinished(Manifest soFar, BackupSeal seal) throws IOException {
        write(UNFINISHED, soFar, seal);
    }

    private void write(String name, Manifest manifest, BackupSeal seal) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(manifest);
        var text = ByteBuffer.allocate(bytes.length + 66).put(bytes).put((byte) '\n').put(seal.of(bytes).getBytes(US_ASCII))
                .put((byte) '\n').flip();
        var fresh = folder.resolve(name + ".new");
        try (var channel = FileChannel.open(fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            while (text.hasRemaining()) {
                channel.write(text);
            }
            channel.force(true);
        }
        force(folder.resolve(DATA));
        Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes files that no manifest names: of backups that were killed, or replaced. */
    void sweep(@Nullable Manifest... named) throws IOException {
        Set<String> kept = Arrays.stream(named).filter(Objects::nonNull)
                .flatMap(manifest -> manifest.files().stream()).map(Kept::file).collect(Collectors.toSet());
        try (var files = Files.newDirectoryStream(folder.resolve(DATA))) {
            for (var file : files) {
                if (!kept.contains(DATA + "/" + file.getFileName())) {
                    Files.delete(file);
                }
            }
        }
    }

    /** A name for a new file. */
    String name(String of, UUID id) {
        return DATA + "/" + of + "." + id;
    }

    /** A file of the set; what would lead out of it is refused. */
    Path file(String name) {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.resolve(DATA).normalize())) {
            throw new BackupTrouble("The manifest of the backup names a file outside of it: " + name);
        }
        return file;
    }

    /** Reads a file that was written, for the manifest. */
    Kept kept(String name) throws IOException {
        return new Kept(name, Files.size(file(name)), sha256(file(name)));
    }

    /** Whether a file is what the manifest says, byte for byte. */
    boolean isWhole(Kept kept) throws IOException {
        var file = file(kept.file());
        return Files.isRegularFile(file) && Files.size(file) == kept.size() && sha256(file).equals(kept.sha256());
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                var digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    /** Held by one backup at a time. */
    LockedFile lock() throws IOException {
        return LockedFile.tried(folder.resolve("lock")).orElseThrow(() -> new BackupTrouble(
                "Another backup is being written into " + folder + "; wait for it, or take another folder."));
    }
}
