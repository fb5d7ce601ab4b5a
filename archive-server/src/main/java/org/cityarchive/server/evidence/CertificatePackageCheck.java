package org.cityarchive.server.evidence;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

import org.cityarchive.core.evidence.CertificateCheck;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey;

/** Checks the package of a certificate of destruction, file by file. */
record CertificatePackageCheck(PackageFiles files) {

    PackageCheck.Checked check(List<LogKey> keys, List<X509Certificate> roots) {
        var own = PackageKeys.of(files.read());
        var trust = own.trust(keys);
        var checked = CertificateCheck.of(file(CertificateCheck.CERTIFICATE), file(CertificateCheck.LEAVES),
                file(ProofPackage.CHECKPOINT), trust);
        var findings = new ArrayList<>(checked.findings());
        findings.addAll(own.findings());
        var note = checked.note();
        var stamps = StampFiles.check(files.read(), file(ProofPackage.CHECKPOINT), roots, Instant.now());
        findings.addAll(stamps.findings());
        if (note != null) {
            findings.addAll(own.spelled(note));
        }
        findings.addAll(whole(stamps.read()));
        findings.sort((a, b) -> Boolean.compare(b.code().isWrong(), a.code().isWrong()));
        boolean proven = findings.stream().noneMatch(one -> one.code().isWrong());
        return new PackageCheck.Checked(List.copyOf(findings), checked.proven(), proven ? 0 : 1, 0,
                note == null ? null : note.checkpoint(), null, stamps.said(), proven ? checked.said() : null);
    }

    private byte[] file(String name) {
        return files.read().getOrDefault(name, new byte[0]);
    }

    /** A certificate needs its leaves and the checkpoint; the words around them must be ours, and nothing else may lie there. */
    private List<Finding> whole(List<String> read) {
        var findings = new ArrayList<Finding>();
        boolean packed = files.has(ProofPackage.README) || files.has(ProofPackage.KEYS);
        for (var name : CertificatePackage.FILES) {
            boolean needed = packed || name.equals(CertificateCheck.LEAVES) || name.equals(ProofPackage.CHECKPOINT);
            if (needed && !files.has(name)) {
                findings.add(new Finding(Code.B01, name, "the file is missing, which a certificate's package has"));
            }
        }
        var readme = files.read().get(ProofPackage.README);
        if (readme != null && !Arrays.equals(readme, CertificatePackage.readme())) {
            findings.add(new Finding(Code.B03, ProofPackage.README,
                    "its words are not those that come with a certificate; do not believe them"));
        }
        var unread = new TreeSet<>(files.names());
        unread.removeAll(CertificatePackage.FILES);
        unread.removeAll(read);
        unread.forEach(
                name -> findings.add(new Finding(Code.B02, name, "this file belongs to no certificate: nothing is known of it")));
        return findings;
    }
}
