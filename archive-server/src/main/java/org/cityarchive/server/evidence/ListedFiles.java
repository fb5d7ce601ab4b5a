package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;

/**
 * The lists by which a hand-over package names all its files with their hashes. Nobody signed them, nor what lies beside the proofs to be
 * read: a list says that a file is whole, never that its words are true.
 */
record ListedFiles(PackageFiles files) {
    private static final Map<String, Function<FileHashes, byte[]>> LISTS = new TreeMap<>(
            Map.of("manifest-sha256.txt", FileHashes::sha256, "manifest-sha512.txt", FileHashes::sha512));
    /** What a hand-over package has beside its proofs, for people and programs to read. */
    private static final String MANIFEST = "manifest.json";
    private static final Set<String> READABLE = Set.of(MANIFEST, ReadableFiles.DATA, ReadableFiles.TABLE, ReadableFiles.PRINT);

    /**
     * Checks the lists, and names what no proof covers.
     *
     * @param unproven the files that no proof covers, the lists among them
     */
    List<Finding> check(Set<String> unproven) {
        var findings = new ArrayList<Finding>();
        for (var list : LISTS.entrySet()) {
            var bytes = files.read().get(list.getKey());
            if (bytes != null) {
                var named = new TreeSet<String>();
                new String(bytes, UTF_8).lines().forEach(line -> check(list.getKey(), list.getValue(), line, named, findings));
                files.names().stream().filter(name -> !named.contains(name) && !LISTS.containsKey(name))
                        .forEach(name -> findings.add(new Finding(Code.B02, name, list.getKey() + " does not list this file")));
            }
        }
        boolean handedOver = isHandOver();
        for (var name : unproven) {
            if (handedOver && READABLE.contains(name)) {
                findings.add(
                        new Finding(Code.B10, name, "nobody signed this file. "
                                + (name.equals(MANIFEST)
                                        ? ""
                                        : "The words of its records were compared with the proofs, not when each was first seen, nor what it"
                                                + " says of the city, its account, who asked and when. ")
                                + "For the rest compare the SHA-256 of the whole zip with the receipt"));
            } else if (!handedOver || !LISTS.containsKey(name)) {
                findings.add(new Finding(Code.B02, name, "this file belongs to no proof: nothing is known of it"));
            }
        }
        return findings;
    }

    /** Whether these are the files of a hand-over: its lists, and what is there to be read. */
    boolean isHandOver() {
        return files.names().containsAll(LISTS.keySet()) && files.names().containsAll(READABLE);
    }

    private void check(String list, Function<FileHashes, byte[]> hash, String line, Set<String> named, List<Finding> findings) {
        var parts = line.split(" +", 2);
        if (parts.length < 2 || !named.add(parts[1])) {
            findings.add(new Finding(Code.B03, list, "a line is no hash with a file, or names one twice: " + line));
            return;
        }
        var hashes = files.hashes(parts[1]);
        if (hashes == null) {
            findings.add(new Finding(Code.B01, parts[1], "the file is missing, which " + list + " lists"));
        } else if (!HexFormat.of().formatHex(hash.apply(hashes)).equals(parts[0])) {
            findings.add(new Finding(Code.B03, parts[1], "the file is not the one that " + list + " lists"));
        }
    }
}
