package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

import org.cityarchive.core.evidence.CertificateCheck;

/** The files of a package, read into memory as far as it takes them: one, or a zip that unfolds without end, is refused by its size. */
final class PackageFiles {
    /** More than this of one file is no proof of ours. */
    private static final int LARGEST = 256 << 20;
    private static final long MOST = 1L << 30;
    /** What a file costs beside its bytes. */
    private static final int EACH = 1 << 10;
    private static final String DISCLOSURE = ".json";

    private final Map<String, byte[]> files = new TreeMap<>();
    private final long most;
    private long total;

    private PackageFiles(long most) {
        this.most = most;
    }

    /** @param path a folder, a zip, or a certificate with the files that lie beside it */
    static Map<String, byte[]> of(Path path) throws IOException {
        return of(path, Math.min(MOST, Runtime.getRuntime().maxMemory() / 2));
    }

    /** @param most bytes of all of them */
    static Map<String, byte[]> of(Path path, long most) throws IOException {
        var read = new PackageFiles(most);
        if (Files.isDirectory(path)) {
            read.folder(path);
        } else if (String.valueOf(path.getFileName()).endsWith(DISCLOSURE)) {
            read.beside(path);
        } else {
            read.zip(path);
        }
        return read.files;
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
        int room = Math.clamp(left, 0, LARGEST);
        var bytes = in.readNBytes(room == LARGEST ? room + 1 : room);
        if (bytes.length > LARGEST) {
            throw new IOException("the file " + name + " is too large for a proof");
        } else if (left < 0 || (bytes.length == room && in.read() >= 0)) {
            throw new IOException("its files are more than " + (most >> 20)
                    + " MiB together, which is more than this check takes; give Java more memory (-Xmx), 2 GiB at most, or check it in parts");
        } else if (files.put(name, bytes) != null) {
            throw new IOException("the file " + name + " stands in it twice");
        }
        total += bytes.length + EACH;
    }
}
