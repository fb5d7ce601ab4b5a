package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.Verification.Trust;
import org.jspecify.annotations.Nullable;

/**
 * The log's keys that came along in a package, and what they are worth.
 *
 * @param own as they stand in it
 * @param findings lines that are no keys
 */
record PackageKeys(List<LogKey> own, List<Finding> findings, byte @Nullable [] file) {

    static PackageKeys of(Map<String, byte[]> files) {
        var own = new ArrayList<LogKey>();
        var findings = new ArrayList<Finding>();
        var file = files.get(ProofPackage.KEYS);
        for (var line : new String(file == null ? new byte[0] : file, UTF_8).lines().toList()) {
            try {
                own.add(LogKey.ofText(line));
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(Code.N01, ProofPackage.KEYS, "a line is no key: " + e.getMessage()));
            }
        }
        return new PackageKeys(own, findings, file);
    }

    /** Keys given by the checker are believed; those of the package only say that it agrees with itself. */
    Trust trust(List<LogKey> keys) {
        if (!keys.isEmpty()) {
            own.stream().filter(key -> !keys.contains(key)).forEach(key -> findings.add(new Finding(Code.N05, ProofPackage.KEYS,
                    "a key came along that is none of yours: " + key)));
            return new Trust(keys, keys);
        }
        for (var key : own) {
            findings.add(new Finding(Code.N05, ProofPackage.KEYS,
                    "checked only with the key that came along; compare it with what the city prints: " + key));
        }
        return new Trust(own, own);
    }

    /** The file is spelled as keys are, and has the key of each signature that the log itself made. */
    List<Finding> spelled(SignedNote signed) {
        if (file == null) {
            return List.of();
        }
        var found = new ArrayList<Finding>();
        var origin = signed.checkpoint().origin();
        if (!Arrays.equals(file, ProofPackage.keys(own))) {
            found.add(new Finding(Code.B03, ProofPackage.KEYS, "it is not spelled as the archive spells its keys"));
        }
        Optional<SignedNote.Line> missing = signed.lines().stream()
                .filter(line -> line.name().equals(origin) && !SignedNote.isOf(line, own)).findFirst();
        missing.ifPresent(
                _ -> found.add(new Finding(Code.B03, ProofPackage.KEYS, "a key is missing by which the log signed")));
        return found;
    }
}
