package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Objects;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.server.evidence.StampCheck.Given;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stamp is believed for its own file, under a root that was given, and for nothing else. */
class StampsTest {
    private static final byte[] FILE = "archive.example.gov/log\n300\n".getBytes(UTF_8);

    @TempDir
    Path folder;

    private static byte[] request(byte[] file) throws Exception {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        return generator.generate(TSPAlgorithms.SHA512, MessageDigest.getInstance("SHA-512").digest(file), BigInteger.valueOf(77))
                .getEncoded();
    }

    private static List<Code> codes(StampCheck.Checked checked) {
        return checked.findings().stream().map(Finding::code).filter(Code::isWrong).toList();
    }

    @Test
    void aStampOfALocalAuthorityIsGoodForItsFileAlone() throws Exception {
        try (var authority = new LocalAuthority(KeyPurposeId.id_kp_timeStamping);
                var other = new LocalAuthority(KeyPurposeId.id_kp_timeStamping)) {
            var request = request(FILE);
            var response = authority.answer(request);
            var roots = List.of(authority.root);
            var now = Instant.now();
            var good = StampCheck.of(new Given(response, request, FILE), roots, now, "x");
            assertThat(good.isGood()).as(good.toString()).isTrue();
            assertThat(good.stamp()).isNotNull();
            assertThat(good.findings()).extracting(Finding::code).as("revocation is said to be not checked")
                    .containsExactly(Code.T06);
            assertThat(codes(StampCheck.of(new Given(response, null, "another".getBytes(UTF_8)), roots, now, "x")))
                    .containsExactly(Code.T01);
            assertThat(codes(StampCheck.of(new Given(response, request("another".getBytes(UTF_8)), FILE), roots, now, "x")))
                    .containsExactly(Code.T01);
            assertThat(codes(StampCheck.of(new Given(response, request, FILE), List.of(other.root), now, "x")))
                    .containsExactly(Code.T04);
            assertThat(StampCheck.of(new Given(response, request, FILE), List.of(), now, "x").findings())
                    .extracting(Finding::code)
                    .contains(Code.N05);
            assertThat(codes(StampCheck.of(new Given(response, request, FILE), roots, now.plus(Duration.ofDays(60)), "x")))
                    .containsExactly(Code.T05);
            for (int at = 40; at < response.length; at += 97) {
                var changed = response.clone();
                changed[at] ^= 1;
                var checked = StampCheck.of(new Given(changed, request, FILE), roots, now, "x");
                assertThat(!checked.isGood() || Objects.equals(checked.stamp(), good.stamp()))
                        .as("byte %d: found, or of the envelope around what is signed", at).isTrue();
            }
        }
    }

    @Test
    void aCertificateForSomethingElseIsNoAuthoritys() throws Exception {
        try (var authority = new LocalAuthority(KeyPurposeId.id_kp_emailProtection)) {
            var request = request(FILE);
            var checked = StampCheck.of(new Given(authority.answer(request), request, FILE), List.of(authority.root),
                    Instant.now(), "x");
            assertThat(codes(checked)).containsExactly(Code.T03);
        }
    }

    @Test
    void authoritiesAreListedInAFileWithTheirRoots() throws Exception {
        try (var authority = new LocalAuthority(KeyPurposeId.id_kp_timeStamping)) {
            assertThat(StampAuthority.root(authority.rootFile(folder))).isEqualTo(authority.root);
            var list = Files.writeString(folder.resolve("authorities"), "https://tsa.example.gov/ask root.pem\n\n");
            assertThat(StampAuthority.ofFile(list)).singleElement()
                    .satisfies(one -> assertThat(one.name()).isEqualTo("tsa.example.gov"));
        }
    }

    @Test
    void theTwoPublishedStampsAreGoodUnderTheirOwnRootsOnly() throws Exception {
        var vectors = vectors();
        assumeThat(vectors).as("the evidence vectors are not here").isNotNull();
        if (vectors == null) {
            return;
        }
        var file = Files.readAllBytes(vectors.resolve("checkpoint-300.txt"));
        for (int number = 1; number <= 2; number++) {
            var stem = "rfc3161/checkpoint-300.tsa" + number;
            var given = new Given(Files.readAllBytes(vectors.resolve(stem + ".tsr")),
                    Files.readAllBytes(vectors.resolve(stem + ".tsq")), file);
            var own = StampAuthority.root(vectors.resolve("rfc3161/tsa" + number + "-root.pem"));
            var other = StampAuthority.root(vectors.resolve("rfc3161/tsa" + (3 - number) + "-root.pem"));
            var now = Instant.parse("2026-11-21T12:00:00Z");
            var good = StampCheck.of(given, List.of(own), now, stem);
            assertThat(codes(good)).as(good.toString()).isEmpty();
            assertThat(codes(StampCheck.of(given, List.of(other), now, stem))).containsExactly(Code.T04);
        }
    }

    private static @Nullable Path vectors() throws IOException {
        for (var place = Path.of("").toAbsolutePath(); place != null; place = place.getParent()) {
            var here = place.resolve("shared/data/evidence-vectors");
            if (Files.isDirectory(here)) {
                return here;
            }
        }
        return null;
    }
}
