package org.cityarchive.server.disposition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.server.cli.Typed;
import org.cityarchive.server.evidence.PackageCheck;

/** A package that was handed over, checked as its receiver does: as it came, damaged, and forged with its lists made anew. */
final class HandedOver {
    private HandedOver() {}

    static void checked(byte[] file, String sha256, String record, List<LogKey> keys) {
        try {
            assertThat(hex("SHA-256", file)).isEqualTo(sha256);
            var packed = Files.write(Files.createTempFile("archive-transfer-", ".zip"), file);
            var checked = PackageCheck.of(packed, keys);
            assertThat(checked.isProven()).as("%s", checked).isTrue();
            assertThat(checked.findings()).extracting(one -> one.code() + " " + one.where()).containsExactly("B10 index.html",
                    "B10 manifest.json", "B10 records.csv", "B10 records.json");
            assertThat(checked.proven()).isEqualTo(1);
            var files = files(packed);
            assertThat(files).containsKeys("index.html", "records.csv", "records.json", "manifest.json", "manifest-sha256.txt",
                    "manifest-sha512.txt", "evidence/R000001/v01-raw.json");
            assertThat(new String(files.get("records.csv"), UTF_8)).contains(record).doesNotContain("heldBy", "dueOn");
            var table = Objects.requireNonNull(files.get("records.csv"));
            table[0] ^= 1;
            assertThat(wrong(packed, files, keys)).extracting(Finding::where).containsOnly("records.csv");
            table[0] ^= 1;
            forged(packed, files, keys);
            Files.delete(packed);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, byte[]> files(Path packed) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipFile(packed.toFile())) {
            for (var entry : zip.stream().toList()) {
                files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        return files;
    }

    private static List<Finding> wrong(Path packed, Map<String, byte[]> files, List<LogKey> keys) throws IOException {
        try (var out = new ZipOutputStream(Files.newOutputStream(packed))) {
            for (var file : files.entrySet()) {
                out.putNextEntry(new ZipEntry(file.getKey()));
                out.write(file.getValue());
            }
        }
        return PackageCheck.of(packed, keys).findings().stream().filter(one -> one.code().isWrong()).toList();
    }

    /** Whoever forges it makes the lists anew: what is there to be read is still found out, file by file. */
    private static void forged(Path packed, Map<String, byte[]> files, List<LogKey> keys)
            throws IOException, NoSuchAlgorithmException {
        change(files, "index.html", "</article>", "<p>and was fined for it</p>\n</article>");
        change(files, "records.json", "\"text\":\"", "\"text\":\"Not: ");
        var csv = new String(files.get("records.csv"), UTF_8);
        files.put("records.csv", (csv + csv.substring(csv.indexOf("\r\n") + 2)).getBytes(UTF_8));
        for (var list : Map.of("manifest-sha256.txt", "SHA-256", "manifest-sha512.txt", "SHA-512").entrySet()) {
            var lines = new StringBuilder();
            for (var line : new String(files.get(list.getKey()), UTF_8).lines().toList()) {
                var name = line.split(" +", 2)[1];
                lines.append(hex(list.getValue(), files.getOrDefault(name, new byte[0]))).append("  ").append(name).append('\n');
            }
            files.put(list.getKey(), lines.toString().getBytes(UTF_8));
        }
        assertThat(wrong(packed, files, keys).stream().collect(Collectors.groupingBy(Finding::where, Collectors.mapping(
                Finding::code, Collectors.toSet())))).isEqualTo(Map.of("index.html", Set.of(Code.B11), "records.json",
                        Set.of(Code.B11), "records.csv", Set.of(Code.B11)));
    }

    private static void change(Map<String, byte[]> files, String name, String from, String to) {
        var before = new String(files.get(name), UTF_8);
        assertThat(before).contains(from);
        files.put(name, before.replace(from, to).getBytes(UTF_8));
    }

    private static String hex(String algorithm, byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    /** What a person types, with the clerk's token. */
    static int shell(DueCity city, String... line) {
        return Typed.at(Map.of("ARCHIVE_URL", city.archive.server().address().toString(), "ARCHIVE_TOKEN", city.clerk), line)
                .code();
    }

    static byte[] bytes(DueCity city, String path) {
        try {
            var asked = URI.create(city.archive.server().address() + path).toURL().openConnection();
            asked.setRequestProperty("Authorization", "Bearer " + city.clerk);
            try (var in = asked.getInputStream()) {
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String receipt(String sha256) {
        return "{\"sha256\":\"" + sha256
                + "\",\"receivedBy\":\"Dr. Ames, Helena\",\"receivedOn\":\"2026-01-15\",\"reference\":\"A-1\"}";
    }
}
