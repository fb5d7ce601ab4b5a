package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.LogKey.Kind;
import org.cityarchive.core.evidence.Verification.Trust;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Vector;
import org.junit.jupiter.api.Test;

/** A disclosed record against its proof: true ones prove, and no change to either goes unseen. */
class VerificationTest {
    private final LogVectors vectors = new LogVectors();

    private byte[] disclosure(List<?> fields) throws IOException {
        var record = vectors.file("commitments.json").object("record");
        return CanonicalJson.write(Map.of("v", 1, "index", record.number("index"), "fact", record.map("fact"), "fields", fields));
    }

    private List<Object> openings() throws IOException {
        var fields = new ArrayList<Object>();
        for (var opening : vectors.file("commitments.json").object("record").each("openings")) {
            fields.add(bare(opening));
        }
        return fields;
    }

    /** As a disclosure carries it: without the commitment that the vectors print beside it. */
    private static Map<String, Object> bare(Vector opening) {
        var field = new TreeMap<String, Object>(opening.members());
        field.remove("commitment");
        if (opening.has("segments")) {
            field.put("segments", opening.each("segments").stream().map(VerificationTest::bare).toList());
        }
        return field;
    }

    private Trust trust() throws IOException {
        var keys = vectors.file("log.json").object("keys");
        return new Trust(List.of(LogKey.ofText(keys.text("log_vkey"))), List.of(LogKey.ofText(keys.text("witness_vkey"))));
    }

    private byte[] proof() throws IOException {
        return vectors.bytes("record-2.tlog-proof");
    }

    @Test
    void theWholeRecordAndTheRedactedOneAreProven() throws IOException {
        var whole = Verification.of(disclosure(openings()), proof(), trust(), "R1");
        assertThat(whole.findings()).isEmpty();
        assertThat(whole.isProven()).isTrue();
        assertThat(whole.files()).hasSize(1);
        assertThat(whole.withheld()).isZero();
        var redacted = Verification.of(disclosure(vectors.file("commitments.json").object("redacted").list("fields")), proof(),
                trust(), "R1");
        assertThat(redacted.findings()).isEmpty();
        assertThat(redacted.withheld()).isGreaterThan(3);
    }

    @Test
    void eachPublishedChangeIsFound() throws IOException {
        for (var wrong : vectors.file("commitments.json").each("must_fail")) {
            var checked = Verification.of(disclosure(wrong.list("fields")), proof(), trust(), "R1");
            assertThat(checked.isProven()).as(wrong.text("why")).isFalse();
            assertThat(checked.findings()).as(wrong.text("why"))
                    .allMatch(finding -> finding.code().name().startsWith("R"));
        }
    }

    @Test
    void noBitOfTheDisclosureCanChangeUnseen() throws IOException {
        var disclosure = disclosure(openings());
        var random = new Random(11);
        for (int i = 0; i < 800; i++) {
            var changed = disclosure.clone();
            int bit = random.nextInt(changed.length * 8);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(Verification.of(changed, proof(), trust(), "R1").isProven())
                    .as("bit %d: %s", bit, new String(changed, UTF_8)).isFalse();
        }
    }

    @Test
    void noBitOfTheProofCanChangeUnseen() throws IOException {
        var proof = proof();
        var disclosure = disclosure(openings());
        for (int bit = 0; bit < proof.length * 8; bit += 7) { // 7 and 8 share no divisor: every bit of a byte has its turn
            var changed = proof.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            var checked = Verification.of(disclosure, changed, trust(), "R1");
            // in a lone proof, a signature line whose key is not known says nothing: the witness's name or key id changed
            assertThat(checked.findings()).as("bit " + bit).isNotEmpty();
            if (checked.isProven()) {
                assertThat(checked.findings()).extracting(Finding::code).containsOnly(Code.N07);
            }
        }
    }

    @Test
    void whoSignedIsAskedOfKeysFromElsewhere() throws IOException {
        var disclosure = disclosure(openings());
        assertThat(codes(disclosure, new Trust(List.of(), List.of()))).contains(Code.N02);
        var other = vectors.file("c2sp-examples.json").object("signed_note").text("vkey");
        assertThat(codes(disclosure, new Trust(List.of(LogKey.ofText(other)), List.of()))).contains(Code.N04);
        assertThat(codes(disclosure, new Trust(trust().logs(), List.of()))).containsExactly(Code.N07);
    }

    @Test
    void aSignatureOfAKindThatTheLogHasAndThatIsMissingIsNamed() throws Exception {
        var logs = new ArrayList<>(trust().logs());
        var name = logs.getFirst().name();
        logs.add(LogKey.of(name, Kind.ML_DSA_44, KeyPairGenerator.getInstance("ML-DSA-44").generateKeyPair().getPublic()));
        logs.add(LogKey.of(name, Kind.ED25519, KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic()));
        var checked = Verification.of(disclosure(openings()), proof(), new Trust(logs, trust().witnesses()), "R1");
        assertThat(checked.isProven()).isFalse();
        assertThat(checked.findings()).as("an older key of a kind that signed is none that is missing").singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo(Code.N02);
                    assertThat(finding.what()).contains("ML-DSA-44", "missing");
                });
    }

    private List<Code> codes(byte[] disclosure, Trust trust) throws IOException {
        return Verification.of(disclosure, proof(), trust, "R1").findings().stream().map(Finding::code).distinct().toList();
    }

    @Test
    void whatIsNoDisclosureIsSaid() throws IOException {
        for (var wrong : Map
                .of("{}", Code.R07, "no", Code.R07, "{\"v\":2}", Code.R08, "{\"fact\":{},\"fields\":[],\"index\":2,\"v\":1}",
                        Code.R07)
                .entrySet()) {
            assertThat(Verification.of(wrong.getKey().getBytes(UTF_8), proof(), trust(), "R1").findings())
                    .extracting(Finding::code)
                    .as(wrong.getKey()).contains(wrong.getValue());
        }
        assertThat(Verification.of(disclosure(openings()), "x".getBytes(UTF_8), trust(), "R1").findings())
                .extracting(Finding::code).contains(Code.L05);
    }
}
