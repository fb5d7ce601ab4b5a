package org.cityarchive.server.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/** Unpacks a package into one folder: only files that a package has, under their own names, each new. */
final class Unpacking {
    /** Whatever else a package might hold is not written anywhere. */
    static final List<String> NAMES = List.of("manifest.json", "records.csv", "records.json", "records.html");

    private final Path packed;
    private final Path to;
    private final Map<String, String> digests = new HashMap<>();
    private final List<Path> written = new ArrayList<>();

    Unpacking(Path packed, Path to) {
        this.packed = packed;
        this.to = to;
    }

    /**
     * The names of files that are not what the manifest says.
     *
     * @throws IOException nothing was left behind
     */
    List<String> unpack() throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(packed))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!NAMES.contains(entry.getName())) {
                    throw new IOException("the package holds a file that none has");
                }
                write(entry.getName(), zip);
            }
            return differing();
        } catch (IOException | RuntimeException e) {
            for (var file : written) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    private void write(String name, InputStream from) throws IOException {
        var file = to.resolve(name);
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            written.add(file);
            var digest = new DigestOutputStream(out, MessageDigest.getInstance("SHA-256"));
            from.transferTo(digest);
            digests.put(name, HexFormat.of().formatHex(digest.getMessageDigest().digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private List<String> differing() throws IOException {
        if (!digests.containsKey("manifest.json")) {
            return List.of("manifest.json");
        }
        var differing = new ArrayList<String>();
        var manifest = ApiClient.JSON.readTree(Files.readAllBytes(to.resolve("manifest.json")));
        for (var file : manifest.path("files")) {
            var name = file.path("name").asString();
            if (!file.path("sha256").asString().equals(digests.remove(name))) {
                differing.add(name);
            }
        }
        digests.remove("manifest.json");
        differing.addAll(digests.keySet()); // files that it does not name
        return differing;
    }
}
