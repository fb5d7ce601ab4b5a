package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.server.evidence.RecordProofs.Proof;

/** One record's proofs as a file that needs nobody's server to be checked: {@code archive verify FILE}. Equal proofs give equal bytes. */
final class ProofPackage {
    static final String KEYS = "log-vkeys.txt";
    static final String CHECKPOINT = "checkpoint";
    static final String README = "README.txt";

    /** The name of the record's own proof; media are named by number. */
    static final String RECORD = "record";
    private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

    private ProofPackage() {}

    /** Writes it as it goes, a stretch of a film in memory at a time; {@code to} stays open. */
    static void write(OutputStream to, List<Proof> proofs, List<LogKey> keys, List<Stamps.Row> stamps) throws IOException {
        var zip = new ZipOutputStream(to, UTF_8); // never closed: what failed midway must not end as a zip does
        put(zip, README, readme(proofs.stream().map(p -> new Told(p.name(), p.proof().index(), p.file())).toList()));
        put(zip, CHECKPOINT, proofs.getFirst().proof().note().bytes());
        put(zip, KEYS, keys(keys));
        for (var stamp : stamps) {
            for (var file : new TreeMap<>(StampFiles.of(stamp)).entrySet()) {
                put(zip, file.getKey(), file.getValue());
            }
        }
        for (var proof : proofs) {
            entry(zip, proof.file());
            try (var bytes = proof.bytes().opened().open()) {
                bytes.transferTo(zip);
            }
            zip.closeEntry();
            put(zip, proof.name() + ".json", proof.disclosure());
            put(zip, proof.name() + ".tlog-proof", proof.proof().bytes());
        }
        zip.finish();
    }

    /** The bytes of the file of keys. */
    static byte[] keys(List<LogKey> keys) {
        return keys.stream().map(LogKey::text).collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8);
    }

    static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        entry(zip, name);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void entry(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(FIXED);
        zip.putNextEntry(entry);
    }

    /**
     * What the README tells of a proof.
     *
     * @param name of its files, without ending
     * @param index of its leaf
     * @param file the bytes that belong to it
     */
    record Told(String name, long index, String file) {}

    /** The README's bytes, which whoever checks a package makes again: a record stands before its media. */
    static byte[] readme(List<Told> proofs) {
        return words(proofs.stream().sorted(Comparator.comparing((Told told) -> !told.name().equals(RECORD))
                .thenComparing(Told::name)).toList()).getBytes(UTF_8);
    }

    private static String words(List<Told> proofs) {
        return """
                This package proves one version of one record of a city's social-media archive.

                %s
                log-vkeys.txt     the log's public keys. Compare them with those that the city prints elsewhere: keys that come
                                  with a proof prove nothing by themselves
                checkpoint        the log's signed state that covers all proofs here
                timestamps/       when others saw it, where they were asked: openssl ts -verify -data checkpoint -in FILE.tsr -CAfile ROOT

                Check it without the archive's server and without a network:

                    archive verify THIS-FILE --vkey KEYS-FROM-ELSEWHERE

                What it proves: the archive recorded exactly these bytes, before the checkpoint was signed, and has not changed
                them since. What it does not prove: that the platform told the truth, that the named author wrote it, or that
                nothing else existed.
                """
                .formatted(proofs.stream().map(proof -> """
                        %s.json  what was recorded, each field with its salt
                        %s.tlog-proof  that the log holds it, as leaf %d
                        %s  the bytes as they came
                        """.formatted(proof.name(), proof.name(), proof.index(), proof.file())).collect(Collectors.joining()));
    }
}
