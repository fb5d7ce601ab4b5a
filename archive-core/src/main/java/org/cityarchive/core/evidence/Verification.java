package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

import org.cityarchive.core.evidence.Disclosure.Bytes;
import org.cityarchive.core.evidence.Disclosure.Checked;
import org.cityarchive.core.evidence.Finding.Code;
import org.jspecify.annotations.Nullable;

/**
 * The check of one disclosed record version against its proof: nothing but these bytes and the keys that the checker trusts is needed
 * (EVIDENCE.md §7).
 *
 * @param findings all that was found, worst first; notes do not make a proof worthless
 * @param checkpoint what the log was; null where it could not be read
 * @param files the files that belong to the record, to be compared by their digests
 * @param withheld parts not shown
 * @param at when the fact was stored, as the log says; null where it is not proven
 */
public record Verification(List<Finding> findings, @Nullable Checkpoint checkpoint, List<Bytes> files, int withheld,
        @Nullable String at) {

    /** Whom the checker trusts, from elsewhere than the proof. */
    public record Trust(Collection<LogKey> logs, Collection<LogKey> witnesses) {}

    /** Whether everything that can be checked is as it was. */
    public boolean isProven() {
        return findings.stream().noneMatch(finding -> finding.code().isWrong());
    }

    /**
     * Checks.
     *
     * @param disclosure the bytes of the disclosure, {@code .json}
     * @param proof the bytes of its {@code .tlog-proof}
     * @param where what to call the record in findings
     */
    public static Verification of(byte[] disclosure, byte[] proof, Trust trust, String where) {
        var findings = new ArrayList<Finding>();
        Checked checked = null;
        Disclosure told = null;
        try {
            told = Disclosure.of(disclosure, where);
            checked = told.check(where);
            findings.addAll(checked.findings());
        } catch (Disclosure.Broken broken) {
            findings.add(broken.finding());
        }
        var read = read(proof, where, findings);
        if (read != null) {
            findings.addAll(signatures(read.note(), trust, where));
            if (told != null && checked != null && checked.leaf() != null) {
                findings.addAll(inclusion(read, told.index(), checked.leaf(), where));
            }
        }
        findings.sort((a, b) -> Boolean.compare(b.code().isWrong(), a.code().isWrong()));
        return new Verification(List.copyOf(findings), read == null ? null : read.note().checkpoint(),
                checked == null ? List.of() : checked.files(), checked == null ? 0 : checked.withheld(),
                told == null ? null : String.valueOf(told.fact().get("at")));
    }

    private static @Nullable LogProof read(byte[] proof, String where, List<Finding> findings) {
        try {
            var read = LogProof.of(proof);
            try {
                read.note().checkpoint();
                return read;
            } catch (IllegalArgumentException e) {
                findings.add(new Finding(Code.N01, where, "the checkpoint is malformed: " + e.getMessage()));
            }
        } catch (IllegalArgumentException e) {
            findings.add(new Finding(Code.L05, where, "the proof is malformed: " + e.getMessage()));
        }
        return null;
    }

    private static List<Finding> inclusion(LogProof proof, long index, NodeHash leaf, String where) {
        long size = proof.note().checkpoint().size();
        if (proof.index() != index || index < 0 || index >= size) {
            return List.of(new Finding(Code.L03, where,
                    "leaf " + index + ", proof of leaf " + proof.index() + ", log of " + size + ": these do not fit"));
        }
        return proof.proves(leaf)
                ? List.of()
                : List.of(new Finding(Code.L01, where,
                        "the fact as disclosed is not leaf " + index + " of the log: fact, nonce, index or proof was altered"));
    }

    /** The log signs with a key of each kind; a signature that was taken away must not pass for one that never was. */
    private static List<Finding> missing(SignedNote note, Trust trust, String where) {
        var origin = note.checkpoint().origin();
        return Arrays.stream(LogKey.Kind.values()).filter(kind -> {
            var keys = trust.logs().stream().filter(key -> key.name().equals(origin) && key.kind() == kind).toList();
            return !keys.isEmpty() && keys.stream().allMatch(key -> note.verdictOf(key) == SignedNote.Verdict.NOT_SIGNED);
        }).map(kind -> new Finding(Code.N02, where, "the log's signature by " + kind.algorithm()
                + " is missing: a key for it is known, and only the log's other signature is there")).toList();
    }

    /** What the signatures under a checkpoint are worth. */
    public static List<Finding> signatures(SignedNote note, Trust trust, String where) {
        var findings = new ArrayList<Finding>();
        var checkpoint = note.checkpoint();
        boolean known = trust.logs().stream().anyMatch(key -> key.name().equals(checkpoint.origin()));
        switch (note.verdict(trust.logs())) {
            case SIGNED -> findings.addAll(missing(note, trust, where));
            case WRONG -> findings.add(new Finding(Code.N03, where, "the signature of a known key of the log is wrong"));
            case NOT_SIGNED -> findings.add(known || trust.logs().isEmpty()
                    ? new Finding(Code.N02, where, "no key that is known as the log's signed this checkpoint")
                    : new Finding(Code.N04, where,
                            "the checkpoint is of the log " + checkpoint.origin() + ", which no known key belongs to"));
        }
        for (var witness : trust.witnesses()) {
            if (note.verdictOf(witness) == SignedNote.Verdict.WRONG) {
                findings.add(new Finding(Code.N06, where, "the signature of the witness " + witness.name() + " is wrong"));
            }
        }
        for (var line : note.lines()) {
            if (!SignedNote.isOf(line, trust.logs()) && !SignedNote.isOf(line, trust.witnesses())) {
                findings.add(
                        new Finding(Code.N07, where, "a signature of " + line.name() + " was not checked: its key is not known"));
            }
        }
        return findings;
    }
}
