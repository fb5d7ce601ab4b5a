package org.cityarchive.server.search;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cityarchive.server.evidence.RecordEvidence;

/** A package's zip while it is written; where its files are listed, by name with their SHA-256 and SHA-512. */
final class PackedZip implements RecordEvidence.Into {
    private final ZipOutputStream zip;
    private final LocalDateTime at;
    private final boolean isListed;
    private final TreeMap<String, String> sha256 = new TreeMap<>();
    private final TreeMap<String, String> sha512 = new TreeMap<>();

    PackedZip(OutputStream to, LocalDateTime at, boolean isListed) {
        this.zip = new ZipOutputStream(to, StandardCharsets.UTF_8);
        this.at = at;
        this.isListed = isListed;
    }

    @Override
    public void put(String name, byte[] bytes) throws IOException {
        entry(name);
        zip.write(bytes);
        list(name, digest("SHA-256").digest(bytes), digest("SHA-512").digest(bytes));
    }

    @Override
    public void copy(String name, InputStream from) throws IOException {
        entry(name);
        if (!isListed) {
            from.transferTo(zip);
            return;
        }
        var first = digest("SHA-256");
        var second = digest("SHA-512");
        var block = new byte[1 << 16];
        for (int read = from.read(block); read >= 0; read = from.read(block)) {
            zip.write(block, 0, read);
            first.update(block, 0, read);
            second.update(block, 0, read);
        }
        list(name, first.digest(), second.digest());
    }

    private void entry(String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
    }

    private void list(String name, byte[] first, byte[] second) {
        sha256.put(name, HexFormat.of().formatHex(first));
        sha512.put(name, HexFormat.of().formatHex(second));
    }

    /** Ends the zip, with the lists of its files before. */
    void finish() throws IOException {
        if (isListed) {
            var lists = new TreeMap<String, String>();
            lists.put("manifest-sha256.txt", lines(sha256));
            lists.put("manifest-sha512.txt", lines(sha512));
            for (var list : lists.entrySet()) {
                entry(list.getKey());
                zip.write(list.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        zip.finish();
    }

    private static String lines(Map<String, String> hashes) {
        var lines = new StringBuilder();
        hashes.forEach((name, hash) -> lines.append(hash).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is part of every Java", e);
        }
    }
}
