package org.cityarchive.core.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.law.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A certificate of destruction against the log: a true one is proven, and whatever is altered in it or beside it is named by its code. */
class CertificateCheckTest {

    /** What somebody does to a certificate, and the code by which it is found. */
    record Alteration(String what, Code code, Consumer<Map<String, Object>> done) {
        @Override
        public String toString() {
            return what;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Map<String, Object> certificate, String name) {
        return (List<Map<String, Object>>) Objects.requireNonNull(certificate.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> certificate, String name) {
        return (Map<String, Object>) Objects.requireNonNull(certificate.get(name));
    }

    private static Alteration member(String what, Code code, String list, String name, Object value) {
        return new Alteration(what, code, certificate -> {
            var changed = new ArrayList<Map<String, Object>>();
            objects(certificate, list).forEach(one -> changed.add(new TreeMap<>(one)));
            changed.getFirst().put(name, value);
            certificate.put(list, changed);
        });
    }

    private static Alteration step(String what, int which, String name, Object value) {
        return new Alteration(what, Code.D07, certificate -> objects(certificate, "steps").get(which).put(name, value));
    }

    static Stream<Alteration> alterations() {
        var other = new UUID(7, 7).toString();
        return Stream.of(
                new Alteration("a record left out, and the counts with it", Code.D03, certificate -> {
                    objects(certificate, "records").removeLast();
                    certificate.putAll(Map.of("count", 1L, "parts", 2L, "media", 1L, "bytes", 300L));
                }),
                new Alteration("a record twice", Code.D04, certificate -> {
                    objects(certificate, "records").add(objects(certificate, "records").getFirst());
                    certificate.putAll(Map.of("count", 3L, "parts", 6L, "media", 3L, "bytes", 900L));
                }),
                member("another record in its place", Code.D02, "records", "record", other),
                member("another record date", Code.D02, "records", "dated", "2026-01-01"),
                member("another time of destruction", Code.D02, "records", "at", "2026-11-20T16:33:21Z"),
                new Alteration("a count too great", Code.D05, certificate -> certificate.put("count", 3L)),
                new Alteration("fewer bytes", Code.D05, certificate -> certificate.put("bytes", 1L)),
                member("another commitment", Code.D06, "records", "commitments", List.of(CertifiedLog.root("forged"))),
                member("a leaf of another record", Code.D06, "records", "captured", List.of(1L)),
                member("no leaf of capture at all", Code.D06, "records", "captured", List.of()),
                member("another who proposed", Code.D07, "steps", "person", CertifiedLog.ELLEN),
                member("another role", Code.D07, "steps", "role", "manager"),
                new Alteration("the second person left out", Code.D07, certificate -> certificate.put("steps",
                        objects(certificate, "steps").subList(0, 1))),
                step("another who carried it out", 2, "person", CertifiedLog.ELLEN),
                step("another step than that of the fact", 0, "what", "submitted"),
                step("a step of which no fact tells", 2, "what", "watched"),
                new Alteration("another first day", Code.D07, certificate -> certificate.put("executeFrom", "2026-11-19")),
                new Alteration("final, with a copy left", Code.D08,
                        certificate -> certificate.put("outstanding", List.of("the copy of the keys of Monday"))),
                new Alteration("what nothing proves", Code.R07, certificate -> certificate.put("audited", "by the state")),
                new Alteration("given to somebody of whom no fact tells", Code.D02, certificate -> certificate.put("handedOver",
                        List.of(Map.of("to", "university", "records", 1L, "packages", List.of(other))))),
                member("another key", Code.D08, "keys", "key", "k-8"),
                member("other words of the provider", Code.D08, "keys", "receipt", "shredded, melted"),
                new Alteration("no key at all", Code.D08, certificate -> certificate.put("keys", List.of())),
                member("another series", Code.D09, "series", "codes", List.of("S1-TRANSITORY")),
                member("held for another reason", Code.D02, "keptBack", "because", "by-a-person"),
                new Alteration("what was kept back left out", Code.D03, certificate -> certificate.put("keptBack", List.of())),
                new Alteration("kept back twice", Code.D04, certificate -> {
                    var kept = objects(certificate, "keptBack").getFirst();
                    certificate.put("keptBack", List.of(kept, kept));
                }),
                new Alteration("another root before", Code.L04, certificate -> {
                    var log = new TreeMap<>(object(certificate, "log"));
                    log.put("before", Map.of("size", 5L, "root", CertifiedLog.root("forged")));
                    certificate.put("log", log);
                }),
                new Alteration("a form of later days", Code.R08, certificate -> certificate.put("v", 4L)));
    }

    private static List<Code> codes(CertificateCheck.Checked checked) {
        return checked.findings().stream().map(Finding::code).distinct().toList();
    }

    private static CertificateCheck.Checked check(byte[] certificate, byte[] issued, Consumer<List<Map<String, Object>>> leaves) {
        var log = new CertifiedLog();
        log.issue(issued);
        return CertificateCheck.of(certificate, log.leaves(leaves), log.checkpoint(), CertifiedLog.trust());
    }

    private static byte[] whole() {
        return CanonicalJson.write(new CertifiedLog().certificate());
    }

    private static void asItIs(List<Map<String, Object>> leaves) {
        assertThat(leaves).isNotEmpty();
    }

    @Test
    void aTrueOneIsProvenAndSaysWhatItRestsOn() {
        var checked = check(whole(), whole(), CertificateCheckTest::asItIs);
        assertThat(codes(checked)).as(checked.findings().toString()).containsExactly(Code.D10);
        assertThat(checked.said()).isEqualTo("Certificate 2026-03-C1 (final): 2 records destroyed, 1 kept back.");
        assertThat(checked.proven()).isEqualTo(12);
    }

    /** Altered by whoever has the file: the fact has another digest, and the alteration is named besides. */
    @ParameterizedTest
    @MethodSource("alterations")
    void anAlteredOneIsNotTheOneThatWasIssued(Alteration alteration) {
        var certificate = new CertifiedLog().certificate();
        alteration.done().accept(certificate);
        var checked = check(CanonicalJson.write(certificate), whole(), CertificateCheckTest::asItIs);
        assertThat(codes(checked)).contains(alteration.code());
        assertThat(codes(checked)).containsAnyOf(Code.D01, Code.R07, Code.R08);
        assertThat(checked.said()).isEmpty();
    }

    /** Written so by the archive itself, and signed: the facts of the log still say otherwise. */
    @ParameterizedTest
    @MethodSource("alterations")
    void anUntrueOneIsFoundThoughItWasIssued(Alteration alteration) {
        var certificate = new CertifiedLog().certificate();
        alteration.done().accept(certificate);
        var bytes = CanonicalJson.write(certificate);
        var checked = check(bytes, bytes, CertificateCheckTest::asItIs);
        assertThat(codes(checked)).contains(alteration.code()).doesNotContain(Code.D01);
        assertThat(checked.said()).isEmpty();
    }

    @Test
    void whoWasGivenRecordsIsComparedWithTheFactsThatSaySo() {
        for (var records : List.of(2L, 1L, 0L)) { // the last: it does not say who was given any
            var log = new CertifiedLog();
            log.handedOver(CertifiedLog.FIRST);
            log.handedOver(CertifiedLog.SECOND);
            var certificate = log.certificate();
            certificate.put("v", 3L);
            if (records > 0) {
                certificate.put("handedOver",
                        List.of(Map.of("to", "state-archives", "records", records, "packages", List.of("b-1"))));
            }
            var bytes = CanonicalJson.write(certificate);
            log.issue(bytes);
            assertThat(codes(CertificateCheck.of(bytes, log.leaves(CertificateCheckTest::asItIs), log.checkpoint(),
                    CertifiedLog.trust()))).contains(Code.D10)
                    .matches(codes -> codes.contains(Code.D05) == (records != 2));
        }
    }

    @Test
    void aFactThatIsAlteredLeftOutOrDoubledIsNamed() {
        assertThat(codes(check(whole(), whole(), leaves -> {
            var fact = new TreeMap<>(object(leaves.get(3), "fact"));
            fact.put("payload", Map.of("disposition", CertifiedLog.BATCH, "records", List.of(CertifiedLog.FIRST), "proposedBy",
                    CertifiedLog.RUTH));
            leaves.get(3).put("fact", fact);
        }))).contains(Code.L01);
        assertThat(codes(check(whole(), whole(), leaves -> leaves.remove(6)))).contains(Code.D02);
        assertThat(codes(check(whole(), whole(), leaves -> leaves.add(leaves.getFirst())))).contains(Code.R03);
        assertThat(codes(check(whole(), whole(), leaves -> leaves.get(5).put("index", 500L)))).contains(Code.L03);
    }

    @Test
    void noneIsFinalWhileNoFactSaysThatItsListIsThrough() {
        assertThat(codes(check(whole(), whole(), leaves -> leaves.remove(9)))).contains(Code.D03);
        var certificate = new CertifiedLog().certificate();
        certificate.put("state", "interim");
        var bytes = CanonicalJson.write(certificate);
        assertThat(codes(check(bytes, bytes, leaves -> leaves.remove(9)))).doesNotContain(Code.D03).contains(Code.D11);
    }

    @Test
    void aRevisionBeyondAllNumbersOfFactsIsNotCutToOneOfThem() {
        for (long revision : List.of(0L, (1L << 32) + 1)) {
            assertThat(codes(check(whole(), whole(), leaves -> {
                var fact = new TreeMap<>(object(leaves.get(3), "fact"));
                fact.put("rev", revision);
                leaves.get(3).put("fact", fact);
            }))).contains(Code.R07);
        }
    }

    /** A list on which the second record was taken off, and perhaps put back. */
    private static CertificateCheck.Checked excepted(boolean putBack, List<Map<String, Object>> more) {
        var log = new CertifiedLog();
        var certificate = log.certificate();
        log.excepted(CertifiedLog.SECOND);
        if (putBack) {
            log.putBack(CertifiedLog.SECOND);
        }
        var kept = new ArrayList<>(objects(certificate, "keptBack"));
        kept.addAll(more);
        certificate.put("keptBack", kept);
        var bytes = CanonicalJson.write(certificate);
        log.issue(bytes);
        return CertificateCheck.of(bytes, log.leaves(CertificateCheckTest::asItIs), log.checkpoint(), CertifiedLog.trust());
    }

    @Test
    void anExceptionThatWasTakenBackKeepsNothing() {
        var second = Map.<String, Object>of("record", CertifiedLog.SECOND, "because", "by-a-person", "leaf", 11L);
        assertThat(codes(excepted(true, List.of()))).containsExactly(Code.D10);
        assertThat(codes(excepted(true, List.of(second)))).contains(Code.D02, Code.D04, Code.D05);
        assertThat(codes(excepted(false, List.of(second)))).contains(Code.D04, Code.D05).doesNotContain(Code.D02);
    }

    @Test
    void whoApprovesProposedNothingAndBeforeAnythingWent() {
        for (var untrue : List.<Consumer<CertifiedLog>>of(CertifiedLog::proposedByTheApprover,
                CertifiedLog::approvedAfterwards)) {
            var log = new CertifiedLog();
            untrue.accept(log);
            log.issue(whole());
            assertThat(codes(CertificateCheck.of(whole(), log.leaves(CertificateCheckTest::asItIs), log.checkpoint(),
                    CertifiedLog.trust()))).contains(Code.D07);
        }
    }

    @Test
    void whoSignedIsAskedOfKeysFromElsewhere() {
        var log = new CertifiedLog();
        log.issue(whole());
        var nobody = new Verification.Trust(List.of(), List.of());
        var checked = CertificateCheck.of(whole(), log.leaves(CertificateCheckTest::asItIs), log.checkpoint(), nobody);
        assertThat(codes(checked)).contains(Code.N02);
        assertThat(codes(CertificateCheck.of(whole(), log.leaves(CertificateCheckTest::asItIs), "x".getBytes(
                StandardCharsets.UTF_8), CertifiedLog.trust()))).containsExactly(Code.N01);
    }

    @Test
    void anInterimOneSaysSo() {
        var certificate = new CertifiedLog().certificate();
        certificate.put("state", "interim");
        var bytes = CanonicalJson.write(certificate);
        assertThat(codes(check(bytes, bytes, CertificateCheckTest::asItIs))).contains(Code.D11);
    }
}
