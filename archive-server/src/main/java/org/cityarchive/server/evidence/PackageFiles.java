package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipFile;

import org.cityarchive.core.evidence.CertificateCheck;
import org.jspecify.annotations.Nullable;

/**
 * The files of a package. Of what a record showed (pictures, films) only the hashes are taken, however large it is; all else is read into
 * memory as far as it takes that: one file, or a zip that unfolds without end, is refused by its size.
 */
final class PackageFiles {
    /** More than this of one file that is read is no proof of ours. */
    private static final int LARGEST = 256 << 20;
    private static final long MOST = 1L << 30;
    /** What a file costs beside its bytes. */
    private static final int EACH = 1 << 10;
    private static final String DISCLOSURE = ".json";
    /** How the files end of which only the hash is asked ({@link RecordProofs.Proof#file}). */
    private static final Set<String> HASHED = Set.of(".bin", ".jpg", ".png");

    private final Map<String, byte[]> read = new TreeMap<>();
    private final Map<String, FileHashes> hashed = new HashMap<>();
    private final SortedSet<String> names = new TreeSet<>();
    private final long most;
    private long total;

    private PackageFiles(long most) {
        this.most = most;
    }

    /** @param path a folder, a zip, or a certificate with the files that lie beside it */
    static PackageFiles of(Path path) throws IOException {
        return of(path, Math.min(MOST, Runtime.getRuntime().maxMemory() / 2));
    }

    /** @param most bytes of all that are read into memory */
    static PackageFiles of(Path path, long most) throws IOException {
        var files = new PackageFiles(most);
        if (Files.isDirectory(path)) {
            files.folder(path);
        } else if (String.valueOf(path.getFileName()).endsWith(DISCLOSURE)) {
            files.beside(path);
        } else {
            files.zip(path);
        }
        return files;
    }

    /** All of them. */
    SortedSet<String> names() {
        return Collections.unmodifiableSortedSet(names);
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Those that were read, by name. */
    Map<String, byte[]> read() {
        return Collections.unmodifiableMap(read);
    }

    /** How long a file is, and its hashes; null: it is not there. */
    @Nullable
    FileHashes hashes(String name) {
        var bytes = read.get(name);
        return bytes == null ? hashed.get(name) : FileHashes.of(bytes);
    }

    private void folder(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (var file : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                add(folder.relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }

    /** A certificate alone, with the files of its package that lie in the same folder. */
    private void beside(Path certificate) throws IOException {
        add(CertificateCheck.CERTIFICATE, certificate);
        for (var name : CertificatePackage.FILES) {
            var file = certificate.resolveSibling(name);
            if (Files.isRegularFile(file) && !name.equals(CertificateCheck.CERTIFICATE)) {
                add(name, file);
            }
        }
    }

    private void zip(Path path) throws IOException {
        try (var zip = new ZipFile(path.toFile(), UTF_8)) {
            for (var entries = zip.entries(); entries.hasMoreElements();) {
                var entry = entries.nextElement();
                if (!entry.isDirectory()) {
                    try (var in = zip.getInputStream(entry)) {
                        add(entry.getName(), in);
                    }
                }
            }
        }
    }

    private void add(String name, Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            add(name, in);
        }
    }

    private void add(String name, InputStream in) throws IOException {
        long left = most - total - EACH;
        if (left < 0) {
            throw tooMuch();
        } else if (!names.add(name)) {
            throw new IOException("the file " + name + " stands in it twice");
        }
        total += EACH;
        if (HASHED.stream().anyMatch(name::endsWith)) {
            hashed.put(name, FileHashes.of(in));
        } else {
            read.put(name, whole(name, in, (int) Math.min(left, LARGEST)));
        }
    }

    private byte[] whole(String name, InputStream in, int room) throws IOException {
        var bytes = in.readNBytes(room);
        if (bytes.length == room && in.read() >= 0) {
            throw room == LARGEST ? new IOException("the file " + name + " is too large for a proof") : tooMuch();
        }
        total += bytes.length;
        return bytes;
    }

    private IOException tooMuch() {
        return new IOException("its files are more than " + (most >> 20)
                + " MiB together, which is more than this check takes; give Java more memory (-Xmx), 2 GiB at most, or check it in parts");
    }
}
