package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.cityarchive.core.evidence.Disclosure.Broken;
import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.ProvenFacts.Told;
import org.cityarchive.core.evidence.Verification.Trust;
import org.cityarchive.core.law.CanonicalJson;
import org.jspecify.annotations.Nullable;

/**
 * Checks a certificate of destruction against the facts that the log holds, with nothing but the files and the keys that the checker
 * trusts (EVIDENCE.md §4, §7): each line of it is compared with a fact whose way to the signed root is shown.
 */
public final class CertificateCheck {
    /** Its file in a package. */
    public static final String CERTIFICATE = "certificate.json";
    /** The facts that it rests on, in a package. */
    public static final String LEAVES = "leaves.json";
    /** From here on it says who was given what. */
    private static final long SAYS_WHO_WAS_GIVEN = 3;
    private static final Set<Long> VERSIONS = Set.of(2L, SAYS_WHO_WAS_GIVEN);
    private static final Set<String> WHOLE = Set.of("v", "certificate", "number", "supersedes", "state", "issuedAt", "city",
            "zone",
            "disposition", "batch", "document", "steps", "executeFrom", "councilOrder", "subcommittee", "offer", "handedOver",
            "series",
            "dated",
            "destroyed", "count", "bytes", "parts", "media", "formats", "medium", "method", "asked", "records", "again",
            "keptBack",
            "keys", "outstanding", "struck", "survivors", "index", "backups", "log", "stamp", "cannotBeProven");
    private static final String DESTROYED = "capture.RecordDestroyed";
    private static final String EXCEPTED = "disposition.RecordExcepted";
    private static final String COMPLETED = "disposition.DispositionCompleted";

    private final byte[] bytes;
    private final Members certificate;
    private final ProvenFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private CertificateCheck(byte[] bytes, Members certificate, ProvenFacts facts) {
        this.bytes = bytes;
        this.certificate = certificate;
        this.facts = facts;
    }

    /**
     * What a check led to.
     *
     * @param note the signed state of the log; null where it could not be read
     * @param proven facts that are proven to stand in the log
     * @param said what is certified, in a sentence; empty where it is not proven
     */
    public record Checked(List<Finding> findings, @Nullable SignedNote note, int proven, String said) {}

    /**
     * Checks.
     *
     * @param certificate its bytes
     * @param leaves the facts that it rests on, with their ways to the root
     * @param checkpoint the signed note
     */
    public static Checked of(byte[] certificate, byte[] leaves, byte[] checkpoint, Trust trust) {
        var findings = new ArrayList<Finding>();
        SignedNote note;
        Checkpoint signed;
        try {
            note = SignedNote.of(checkpoint);
            signed = note.checkpoint();
        } catch (IllegalArgumentException e) {
            return new Checked(List.of(new Finding(Code.N01, "checkpoint", "the checkpoint is malformed: " + e.getMessage())),
                    null,
                    0, "");
        }
        findings.addAll(Verification.signatures(note, trust, "checkpoint"));
        var facts = ProvenFacts.of(leaves, signed, LEAVES);
        findings.addAll(facts.findings());
        var said = "";
        try {
            var read = new CertificateCheck(certificate, read(certificate), facts);
            read.check(signed);
            findings.addAll(read.findings);
            said = read.said();
        } catch (Broken broken) {
            findings.add(broken.finding());
        }
        findings.sort((a, b) -> Boolean.compare(b.code().isWrong(), a.code().isWrong()));
        return new Checked(List.copyOf(findings), note, facts.facts().size(),
                findings.stream().anyMatch(one -> one.code().isWrong()) ? "" : said);
    }

    private static Members read(byte[] certificate) {
        try {
            var members = new Members(CanonicalJson.parseObject(certificate), CERTIFICATE);
            if (!VERSIONS.contains(members.number("v"))) {
                throw new Broken(Code.R08, CERTIFICATE, "version " + members.number("v") + " is not known; use a newer verifier");
            } else if (!Arrays.equals(CanonicalJson.write(members.of()), certificate)) {
                throw new Broken(Code.R07, CERTIFICATE, "it is not spelled as certificates are (RFC 8785)");
            }
            return members.only(WHOLE);
        } catch (CanonicalJson.Malformed e) {
            throw new Broken(Code.R07, CERTIFICATE, "this is no certificate: " + e.getMessage());
        }
    }

    private String said() {
        return "Certificate " + certificate.text("certificate") + " (" + certificate.text("state") + "): "
                + certificate.number("count") + (certificate.number("count") == 1 ? " record" : " records") + " destroyed, "
                + certificate.objects("keptBack").size() + " kept back.";
    }

    private void check(Checkpoint signed) {
        issued();
        records();
        complete();
        counted();
        given();
        findings.addAll(new CertificateGrounds(certificate, facts).check(signed));
    }

    private void wrong(Code code, String what, String means) {
        findings.add(new Finding(code, what, means));
    }

    private List<Told> own(String... names) {
        var disposition = certificate.text("disposition");
        return facts.all(names).stream().filter(fact -> disposition.equals(fact.payload().of().get("disposition"))).toList();
    }

    private boolean isFinal() {
        return certificate.text("state").equals("final");
    }

    /** A fact commits to these very bytes, and says of them what they say. */
    private void issued() {
        var digest = new NodeHash(NodeHash.sha256().digest(bytes)).base64();
        boolean conclusive = isFinal();
        boolean told = own("disposition.CertificateIssued").stream()
                .anyMatch(fact -> digest.equals(fact.payload().text("digest"))
                        && fact.payload().number("number") == certificate.number("number")
                        && Boolean.valueOf(conclusive).equals(fact.payload().of().get("conclusive")));
        if (!told) {
            wrong(Code.D01, CERTIFICATE, "no fact of the log says that a certificate of these bytes was issued: it was altered");
        }
        if (!conclusive) {
            wrong(Code.D11, CERTIFICATE,
                    "it is interim: a copy of a key may be left, or a part of the list stands; ask for the final one");
        }
    }

    private void records() {
        var seen = new HashSet<String>();
        for (var record : certificate.objects("records")) {
            var id = record.text("record");
            if (!seen.add(id)) {
                wrong(Code.D04, "record " + id, "it stands twice");
            }
            var fact = facts.facts().get(record.number("leaf"));
            if (fact == null || !fact.name().equals(DESTROYED) || !own(fact) || !id.equals(fact.payload().text("record"))
                    || !record.text("dated").equals(fact.payload().text("dated"))
                    || !record.text("on").equals(fact.payload().text("on")) || !record.time("at").equals(fact.at())) {
                wrong(Code.D02, "record " + id, "leaf " + record.number("leaf")
                        + " is not the fact that it was destroyed by this disposition, on this day, with this record date");
            }
            captured(id, record);
        }
    }

    private boolean own(Told fact) {
        return certificate.text("disposition").equals(fact.payload().of().get("disposition"));
    }

    private void captured(String id, Members record) {
        var leaves = record.numbers("captured");
        var roots = new LinkedHashSet<String>();
        boolean its = facts.hasAll(leaves) && !leaves.isEmpty();
        for (var leaf : leaves) {
            var fact = facts.facts().get(leaf);
            its &= fact != null && fact.name().startsWith("capture.") && id.equals(fact.payload().of().get("record"));
            if (fact != null && content(fact.payload()) instanceof String root) {
                roots.add(root);
            }
        }
        if (!its || !List.copyOf(roots).equals(record.texts("commitments"))) {
            wrong(Code.D06, "record " + id, "its leaves of capture, or the commitments to what was sealed, are others");
        }
    }

    /** The root of a version that the fact tells; null where it tells none. A medium has a commitment of its own. */
    private static @Nullable Object content(Members payload) {
        return payload.has("version") ? payload.object("version").of().get("content") : payload.of().get("content");
    }

    /** Who stands on the list is destroyed or kept back, and the certificate names each. */
    private void complete() {
        var listed = new TreeSet<String>();
        own("disposition.DispositionProposed").forEach(fact -> listed.addAll(fact.payload().texts("records")));
        var named = new TreeSet<String>();
        certificate.objects("records").forEach(record -> named.add(record.text("record")));
        var gone = new TreeSet<String>();
        own(DESTROYED).forEach(fact -> gone.add(fact.payload().text("record")));
        missing(gone, named, "a fact says that it was destroyed, and the certificate does not name it");
        var open = new TreeSet<>(listed);
        open.removeAll(keptBack(named));
        if (!own(COMPLETED).isEmpty()) {
            missing(open, named, "it was on the list, and is neither named as destroyed nor as kept back");
        } else if (isFinal() && own("disposition.DispositionWithdrawn").isEmpty()) {
            wrong(Code.D03, CERTIFICATE, "it calls itself final, and no fact says that its list was completed or withdrawn");
        }
        named.stream().filter(id -> !listed.contains(id))
                .forEach(id -> wrong(Code.D02, "record " + id, "it was never on the list that two people approved"));
    }

    /** Who is named as kept back: each by the fact that still keeps it, and none that was destroyed. */
    private Set<String> keptBack(Set<String> destroyed) {
        var standing = new HashMap<String, Told>();
        own(EXCEPTED, "disposition.MarkWithdrawn").forEach(fact -> {
            if (fact.name().equals(EXCEPTED)) {
                standing.put(fact.payload().text("record"), fact);
            } else {
                standing.remove(fact.payload().text("record"));
            }
        });
        var kept = new TreeSet<String>();
        for (var one : certificate.objects("keptBack")) {
            var id = one.text("record");
            var fact = standing.get(id);
            if (fact == null || fact.leaf() != one.number("leaf")
                    || !one.text("because").equals(fact.payload().text("because"))) {
                wrong(Code.D02, "record " + id, "leaf " + one.number("leaf")
                        + " is not the fact that it was kept back, for this reason, or the exception was taken back");
            }
            if (!kept.add(id) || destroyed.contains(id)) {
                wrong(Code.D04, "record " + id, "it is named as kept back twice, or as kept back and as destroyed");
            }
        }
        return kept;
    }

    private void missing(Set<String> expected, Set<String> named, String means) {
        expected.stream().filter(id -> !named.contains(id)).forEach(id -> wrong(Code.D03, "record " + id, means));
    }

    private void counted() {
        var records = certificate.objects("records");
        sum("count", records.size());
        for (var what : List.of("parts", "media", "bytes")) {
            sum(what, records.stream().mapToLong(record -> record.number(what)).sum());
        }
        own(COMPLETED).forEach(fact -> {
            if (fact.payload().number("destroyed") != records.size()
                    || fact.payload().number("excepted") != certificate.objects("keptBack").size()) {
                wrong(Code.D05, CERTIFICATE, "the list was closed with " + fact.payload().number("destroyed") + " destroyed and "
                        + fact.payload().number("excepted") + " kept back; it names " + records.size() + " and "
                        + certificate.objects("keptBack").size());
            }
        });
    }

    /** Who was given what, where it says so or has to. */
    private void given() {
        if (certificate.has("handedOver") || certificate.number("v") >= SAYS_WHO_WAS_GIVEN) {
            var told = new TreeMap<String, List<Set<String>>>();
            own("disposition.RecordTransferred").forEach(fact -> {
                var to = told.computeIfAbsent(fact.payload().text("to").toLowerCase(Locale.ROOT).replace('_', '-'),
                        _ -> List.of(new TreeSet<>(), new TreeSet<>()));
                to.getFirst().add(fact.payload().text("record"));
                to.getLast().add(fact.payload().text("bag"));
            });
            var said = new TreeMap<String, List<Object>>();
            certificate.objects("handedOver")
                    .forEach(to -> said.put(to.text("to"), List.of(to.number("records"), new TreeSet<>(to.texts("packages")))));
            told.forEach((to, facts) -> {
                if (!List.<Object>of((long) facts.getFirst().size(), facts.getLast()).equals(said.remove(to))) {
                    wrong(Code.D05, CERTIFICATE, "facts say that " + facts.getFirst().size() + " records went to " + to
                            + ", and it says otherwise");
                }
            });
            said.keySet().forEach(
                    to -> wrong(Code.D02, CERTIFICATE, "it says that records went to " + to + ", and no fact says so"));
        }
    }

    private void sum(String what, long sum) {
        if (certificate.number(what) != sum) {
            wrong(Code.D05, CERTIFICATE, what + " is " + certificate.number(what) + ", and its records add up to " + sum);
        }
    }
}
