package org.cityarchive.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.cityarchive.server.evidence.PackageCheck;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.wiring.RunningArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates from a shell: all of them, one with its proof, one on paper; and what was handed over of a list. */
class CertificateCommandTest {
    private static final RunningArchive ARCHIVE = RunningArchive.shared();

    @TempDir
    private Path folder = Path.of("");

    private static Typed run(String... line) {
        return Typed.at(Map.of("ARCHIVE_HOME", ARCHIVE.home().toString()), line);
    }

    @Test
    void oneOfTheListIsTakenWithItsProofAndOnPaper() throws IOException {
        var all = run("certificate");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(all.out()).containsPattern("(?m)^\\d{4}-\\d\\d-C\\d +(final|interim) +\\d+ records? .* sha256 [0-9a-f]{64}$");
        var name = all.out().lines().toList().getLast().split(" ", 2)[0];
        var proof = folder.resolve("certificate.zip");
        var taken = run("certificate", name, "--proof", proof.toString(), "--pdf", folder.resolve("c.pdf").toString());
        assertThat(taken.code()).as(taken.err()).isZero();
        assertThat(taken.out()).contains("archive verify " + proof + " --vkey KEYS");
        assertThat(PackageCheck.of(proof, ARCHIVE.server().part(Checkpoints.class).logKeys()).isProven()).isTrue();
        assertThat(Files.readAllBytes(folder.resolve("c.pdf"))).startsWith('%', 'P', 'D', 'F');
        assertThat(run("certificate", name, "--json").out()).contains("\"certificate\":\"" + name + "\"", "\"cannotBeProven\"");
        assertThat(run("certificate", name, "--proof", proof.toString()).err()).contains("is there already");
        assertThat(run("certificate", "1999-01").err()).contains("There is no certificate 1999-01");
    }

    @Test
    void ofAListNothingWasHandedOver() {
        var batch = run("certificate").out().lines().toList().getLast().replaceFirst("-C.*", "");
        var none = run("transfer", batch);
        assertThat(none.code()).as(none.err()).isZero();
        assertThat(none.out()).contains("Nothing of this list was packed yet.");
        assertThat(run("transfer", "1999-01").err()).contains("There is no batch 1999-01");
        var over = run("transfer", batch, "--to", "state-archives", "--all");
        assertThat(over.code()).isEqualTo(ArchiveCommand.WRONG);
        assertThat(over.err()).contains("LAW C.8");
    }
}
