package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.core.evidence.ProvenFacts.Told;
import org.jspecify.annotations.Nullable;

/** What a certificate says beside its list of records, against the facts: who decided, which keys went, by which series, in which log. */
final class CertificateGrounds {
    private static final String FILE = CertificateCheck.CERTIFICATE;
    private static final String PROPOSED = "disposition.DispositionProposed";
    private static final String APPROVED = "disposition.DispositionApproved";
    /** The facts of which the steps tell. */
    private static final Map<String, String> STEPS = Map.of("proposed", PROPOSED, "submitted", "disposition.DispositionSubmitted",
            "approved", APPROVED, "carried out", "capture.RecordDestroyed");

    private final Members certificate;
    private final ProvenFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    CertificateGrounds(Members certificate, ProvenFacts facts) {
        this.certificate = certificate;
        this.facts = facts;
    }

    List<Finding> check(Checkpoint signed) {
        decided();
        outstanding();
        keys();
        struck();
        series();
        log(signed);
        return findings;
    }

    private void wrong(Code code, String what, String means) {
        findings.add(new Finding(code, what, means));
    }

    private List<Told> own(String... names) {
        return facts.all(names).stream().filter(this::own).toList();
    }

    private boolean own(Told fact) {
        return certificate.text("disposition").equals(fact.payload().of().get("disposition"));
    }

    private void decided() {
        var by = new HashMap<String, String>();
        for (var step : certificate.objects("steps")) {
            var what = step.text("what");
            var fact = facts.facts().get(step.number("leaf"));
            boolean isTold = fact != null && own(fact) && fact.name().equals(STEPS.get(what))
                    && step.time("at").equals(fact.at()) && step.text("role").equals(fact.metadata().of().get("role"))
                    && step.text("person").equals(person(what, fact));
            if (!isTold) {
                wrong(Code.D07, "step " + what, "no fact says that this person did it then, in this role");
            }
            by.putIfAbsent(what, step.text("person"));
        }
        var approver = by.get("approved");
        if (by.get("proposed") == null || approver == null || approver.equals(by.get("proposed"))
                || own(PROPOSED).stream().anyMatch(fact -> approver.equals(fact.payload().text("proposedBy")))) {
            wrong(Code.D07, FILE, "a destruction needs people who propose and another who approves");
        }
        own(APPROVED).forEach(this::agreed);
    }

    /** Who took a step, as its fact says: the archive's own facts name a decider beside whoever or whatever sent them. */
    private static @Nullable Object person(String what, Told fact) {
        return what.equals("carried out") ? fact.metadata().of().get("actor") : fact.payload().of().get(what + "By");
    }

    /** Nothing was destroyed before it was agreed, nor before the day that was agreed. */
    private void agreed(Told approval) {
        var from = approval.payload().text("executeFrom");
        if (!from.equals(certificate.text("executeFrom"))) {
            wrong(Code.D07, FILE,
                    "it could be carried out from " + from + " on, and not from " + certificate.text("executeFrom"));
        }
        for (var record : certificate.objects("records")) {
            if (record.number("leaf") <= approval.leaf() || record.text("on").compareTo(from) < 0) {
                wrong(Code.D07, "record " + record.text("record"),
                        "it was destroyed before that was approved, or before its day");
            }
        }
    }

    /** What is final leaves nothing open. */
    private void outstanding() {
        if (certificate.text("state").equals("final") && !certificate.texts("outstanding").isEmpty()) {
            wrong(Code.D08, FILE, "it calls itself final, and says what is not destroyed yet");
        }
    }

    private void keys() {
        var told = new TreeMap<String, Told>();
        own("disposition.WrappingKeyDestroyed").forEach(fact -> told.put(fact.payload().text("key"), fact));
        var named = new TreeSet<String>();
        for (var key : certificate.objects("keys")) {
            var fact = told.get(key.text("key"));
            named.add(key.text("key"));
            if (fact == null || !key.text("provider").equals(fact.payload().text("provider"))
                    || !key.text("receipt").equals(fact.payload().text("receipt"))
                    || !key.time("at").equals(fact.payload().time("at"))) {
                wrong(Code.D08, "key " + key.text("key"),
                        "no fact says that it was destroyed then, in these words of its provider");
            } else {
                wrong(Code.D10, "key " + key.text("key"),
                        "the provider \"" + key.text("provider") + "\" signs no receipts: that it is gone is its word alone");
            }
        }
        boolean conclusive = certificate.text("state").equals("final");
        boolean left = conclusive && !named.containsAll(told.keySet());
        if (left || named.size() != certificate.objects("keys").size()) {
            wrong(Code.D08, FILE, "a key that was destroyed is missing from it, or stands twice");
        }
        if (conclusive && named.isEmpty()) {
            wrong(Code.D08, FILE, "it calls itself final, and no key is destroyed");
        }
    }

    /** A home that is told to be lost was said to be lost, by this person, before the certificate. */
    private void struck() {
        for (var home : certificate.objects("struck")) {
            var fact = facts.facts().get(home.number("leaf"));
            boolean isTold = fact != null && fact.name().equals("disposition.HomeStruck")
                    && home.text("home").equals(fact.payload().of().get("home"))
                    && home.text("person").equals(fact.payload().of().get("struckBy"))
                    && home.time("startedAt").equals(fact.payload().time("startedAt"))
                    && home.time("at").equals(fact.at()) && home.text("role").equals(fact.metadata().of().get("role"));
            if (!isTold) {
                wrong(Code.D07, "home " + home.text("home"), "no fact says that this person struck it off then, in this role");
            }
        }
    }

    /** A line of series counts the records that a fact judged by them. */
    private void series() {
        var judged = new TreeMap<String, Set<String>>();
        for (var fact : own("disposition.SeriesApplied")) {
            judged.computeIfAbsent(String.join("+", fact.payload().texts("series")), _ -> new HashSet<>())
                    .addAll(fact.payload().texts("records"));
        }
        var lines = new TreeMap<String, Long>();
        certificate.objects("series")
                .forEach(line -> lines.merge(String.join("+", line.texts("codes")), line.number("count"), Long::sum));
        var known = new TreeMap<String, Long>();
        judged.forEach((codes, records) -> known.put(codes, (long) records.size()));
        if (!lines.equals(known)) {
            wrong(Code.D09, FILE, "it counts by series " + lines + "; the facts judged " + known);
        }
    }

    private void log(Checkpoint signed) {
        var log = certificate.object("log");
        if (!log.text("origin").equals(signed.origin())) {
            wrong(Code.N04, FILE, "it is of the log " + log.text("origin") + ", the checkpoint of " + signed.origin());
        }
        for (var name : List.of("before", "after")) {
            var state = log.object(name);
            var root = facts.earlier().get(state.number("size"));
            if (!state.hash("root").equals(root)) {
                wrong(Code.L04, FILE, "the log " + name + " the destruction, of " + state.number("size")
                        + " facts, is not shown to be the beginning of the one that is signed");
            }
        }
    }
}
