package org.cityarchive.server.evidence;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.cityarchive.core.evidence.CertificateCheck;
import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.Disclosure;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.LogProof;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.Verification;
import org.cityarchive.core.evidence.Verification.Trust;
import org.cityarchive.server.evidence.ProofPackage.Told;
import org.jspecify.annotations.Nullable;

/** Checks a folder or zip of disclosures with their proofs: no server, no network, no database (EVIDENCE.md §7). */
public final class PackageCheck {
    private static final String PROOF = ".tlog-proof";
    private static final String DISCLOSURE = ".json";

    private final PackageFiles files;
    private final List<Finding> findings = new ArrayList<>();
    private final TreeSet<String> unread = new TreeSet<>();
    private final List<Told> told = new ArrayList<>();
    private final ReadableFiles readable = new ReadableFiles();
    private final PackageKeys own;
    private @Nullable Checkpoint checkpoint;
    private @Nullable String at;
    private @Nullable SignedNote note;
    private int proven;
    private int not;
    private int withheld;

    private PackageCheck(PackageFiles files) {
        this.files = files;
        this.own = PackageKeys.of(files.read());
        unread.addAll(files.names());
    }

    /**
     * What a check led to.
     *
     * @param proven disclosures that are proven
     * @param notProven disclosures that are not
     * @param withheld parts not shown
     * @param checkpoint the log's state under which they stand; null where none could be read
     * @param at the newest time of a fact, as the log says
     * @param stamps what good time-stamps say, a sentence each
     * @param certified what a certificate of destruction says that is proven; null: it is another package, or not proven
     */
    public record Checked(List<Finding> findings, int proven, int notProven, int withheld, @Nullable Checkpoint checkpoint,
            @Nullable String at, List<String> stamps, @Nullable String certified) {
        /** Whether something is proven, and nothing is wrong or missing. */
        public boolean isProven() {
            return proven > 0 && notProven == 0 && findings.stream().noneMatch(f -> f.code().isWrong());
        }

        /** How many findings have this code. */
        public long count(Code code) {
            return findings.stream().filter(finding -> finding.code() == code).count();
        }
    }

    /**
     * Checks.
     *
     * @param path a folder or a zip
     * @param keys keys from elsewhere than the package; empty: those in the package are all there is
     * @throws IOException it cannot be read
     */
    public static Checked of(Path path, List<LogKey> keys) throws IOException {
        return of(path, keys, List.of());
    }

    /** The same, with the roots of the authorities whose time-stamps the checker trusts. */
    public static Checked of(Path path, List<LogKey> keys, List<X509Certificate> roots) throws IOException {
        var files = PackageFiles.of(path);
        return files.has(CertificateCheck.CERTIFICATE)
                ? new CertificatePackageCheck(files).check(keys, roots)
                : new PackageCheck(files).check(keys, roots);
    }

    private Checked check(List<LogKey> keys, List<X509Certificate> roots) {
        var trust = own.trust(keys);
        unread.removeAll(List.of(ProofPackage.KEYS, ProofPackage.README));
        for (var name : files.names()) {
            if (name.endsWith(DISCLOSURE) && files.has(proofOf(name))) {
                check(name, trust);
            }
        }
        if (proven + not == 0) {
            findings.add(new Finding(Code.L05, "package", "there is no disclosure with its proof in it"));
        }
        whole();
        checkpointFile();
        var stamps = StampFiles.check(files.read(), note == null ? new byte[0] : note.bytes(), roots, Instant.now());
        findings.addAll(stamps.findings());
        unread.removeAll(stamps.read());
        keysFile();
        findings.addAll(own.findings());
        readme();
        var listed = new ListedFiles(files);
        findings.addAll(listed.check(unread));
        if (listed.isHandOver() && not == 0) { // what is not proven is found already; nothing can be said of what shows it
            findings.addAll(readable.check(files.read()));
        }
        findings.sort((a, b) -> Boolean.compare(b.code().isWrong(), a.code().isWrong()));
        return new Checked(List.copyOf(findings), proven, not, withheld, checkpoint, at, stamps.said(), null);
    }

    private static String proofOf(String name) {
        return name.substring(0, name.length() - DISCLOSURE.length()) + PROOF;
    }

    private void check(String name, Trust trust) {
        unread.removeAll(List.of(name, proofOf(name)));
        var checked = Verification.of(bytes(name), bytes(proofOf(name)), trust, name);
        var found = new ArrayList<>(checked.findings());
        for (var file : checked.files()) {
            var at = file.file();
            if (at != null) {
                unread.remove(at);
                found.addAll(file(name, at, file.length(), file.sha256()));
            }
        }
        sameCheckpoint(name, checked.checkpoint(), found);
        told(name, checked.files());
        findings.addAll(found);
        withheld += checked.withheld();
        at = later(at, checked.at());
        if (found.stream().noneMatch(f -> f.code().isWrong())) {
            proven++;
            readable.add(bytes(name));
        } else {
            not++;
        }
    }

    private byte[] bytes(String name) {
        return files.read().getOrDefault(name, new byte[0]);
    }

    private void sameCheckpoint(String name, @Nullable Checkpoint own, List<Finding> found) {
        if (own != null && checkpoint != null && !own.equals(checkpoint)) {
            found.add(new Finding(Code.L02, name, "its checkpoint is another than that of the proofs before it"));
        }
        checkpoint = checkpoint == null ? own : checkpoint;
        var signed = proof(name).map(LogProof::note).orElse(null);
        if (note != null && signed != null && !Arrays.equals(note.bytes(), signed.bytes())) {
            found.add(new Finding(Code.L02, name,
                    "the signatures under its checkpoint are others than those of the proofs before it"));
        }
        note = note == null ? signed : note;
    }

    /** Empty: it cannot be read, which its own finding says. */
    private Optional<LogProof> proof(String disclosure) {
        try {
            return Optional.of(LogProof.of(bytes(proofOf(disclosure))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private void told(String name, List<Disclosure.Bytes> files) {
        var file = files.stream().flatMap(one -> Stream.ofNullable(one.file())).findFirst().orElse("");
        proof(name).ifPresent(proof -> told
                .add(new Told(name.substring(0, name.length() - DISCLOSURE.length()), proof.index(), file)));
    }

    /** A package has all files that tell of it; a proof alone, or several, has none. */
    private void whole() {
        var about = List.of(ProofPackage.README, ProofPackage.KEYS, ProofPackage.CHECKPOINT);
        if (about.stream().anyMatch(files::has)) {
            about.stream().filter(name -> !files.has(name)).forEach(name -> findings
                    .add(new Finding(Code.B01, name, "the file is missing, which every package has")));
        }
    }

    private void keysFile() {
        if (note != null && checkpoint != null) {
            findings.addAll(own.spelled(note));
        }
    }

    /** Nobody signed its words: they must be those that these proofs come with. */
    private void readme() {
        var bytes = files.read().get(ProofPackage.README);
        if (bytes != null && told.size() == proven + not && !Arrays.equals(bytes, ProofPackage.readme(told))) {
            findings.add(new Finding(Code.B03, ProofPackage.README,
                    "its words are not those that come with these proofs; do not believe them"));
        }
    }

    private List<Finding> file(String disclosure, String name, long length, byte[] sha256) {
        var hashes = files.hashes(name);
        if (hashes == null) {
            return List.of(new Finding(Code.B01, name, "the file is missing, which " + disclosure + " names"));
        }
        return hashes.isOf(length, sha256)
                ? List.of()
                : List.of(new Finding(Code.R05, name, "the file is not the one that " + disclosure + " commits to"));
    }

    private void checkpointFile() {
        var bytes = files.read().get(ProofPackage.CHECKPOINT);
        unread.remove(ProofPackage.CHECKPOINT);
        if (bytes != null && !Arrays.equals(bytes, note == null ? new byte[0] : note.bytes())) {
            findings.add(new Finding(Code.L02, ProofPackage.CHECKPOINT, "it is another checkpoint than that of the proofs"));
        }
    }

    private static @Nullable String later(@Nullable String one, @Nullable String other) {
        return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
    }
}
