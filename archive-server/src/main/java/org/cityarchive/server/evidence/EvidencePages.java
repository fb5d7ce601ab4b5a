package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.SignedNote.Verdict;
import org.cityarchive.server.audit.AuditRow;
import org.cityarchive.server.audit.AuditRuns;
import org.cityarchive.server.capture.RecordHeads;
import org.cityarchive.server.capture.RecordsAsked;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.Checkpoints.Signed;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.merkle.Signing;
import org.cityarchive.server.web.Parameters;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The log as people see it, and the proof of a record. */
@Controller
final class EvidencePages {
    private static final int SHOWN = 20;

    private final RecordHeads heads;
    private final RecordProofs proofs;
    private final MerkleLog log;
    private final Checkpoints checkpoints;
    private final Signing signing;
    private final AuditRuns audits;
    private final Stamps stamps;
    private final Stamping stamping;

    EvidencePages(RecordHeads heads, RecordProofs proofs, MerkleLog log, Checkpoints checkpoints, Signing signing,
            AuditRuns audits, Stamps stamps, Stamping stamping) {
        this.stamps = stamps;
        this.stamping = stamping;
        this.heads = heads;
        this.proofs = proofs;
        this.log = log;
        this.checkpoints = checkpoints;
        this.signing = signing;
        this.audits = audits;
    }

    /**
     * A checkpoint in the list.
     *
     * @param witnesses how many of those that are asked signed it
     */
    record Row(long size, Instant at, String root, int witnesses) {}

    @GetMapping("/evidence")
    String evidence(Model model) {
        return page(model, "", null);
    }

    /** What comparing an old checkpoint with the log of today showed. */
    record Compared(boolean same, String sentence, long then, long now) {}

    @PostMapping("/evidence")
    String compare(@RequestParam(defaultValue = "") String checkpoint, Model model) {
        return page(model, checkpoint, compared(checkpoint));
    }

    private String page(Model model, String given, @Nullable Compared compared) {
        var rows = checkpoints.newest(SHOWN).stream().map(this::row).toList();
        model.addAttribute("size", log.size());
        model.addAttribute("rows", rows);
        model.addAttribute("count", checkpoints.count());
        model.addAttribute("witnesses", checkpoints.witnesses().size());
        model.addAttribute("keys", checkpoints.logKeys().stream().map(LogKey::text).toList());
        model.addAttribute("origin", checkpoints.origin());
        model.addAttribute("stopped", log.stopped());
        model.addAttribute("refused", signing.refused());
        var audit = audits.latest().orElse(null);
        model.addAttribute("audit", audit);
        model.addAttribute("auditRows", audit == null ? List.of() : AuditRow.of(audit));
        model.addAttribute("stamps", stamps.newest(SHOWN));
        model.addAttribute("authorities", stamping.authorities());
        model.addAttribute("noStamp", stamping.trouble());
        model.addAttribute("given", given);
        model.addAttribute("compared", compared);
        return "evidence/evidence";
    }

    private Row row(Signed signed) {
        var checkpoint = signed.note().checkpoint();
        int witnessed = (int) checkpoints.witnesses().stream().filter(w -> signed.note().verdictOf(w) == Verdict.SIGNED).count();
        return new Row(checkpoint.size(), signed.at(), checkpoint.root().base64(), witnessed);
    }

    /** The person's own checkpoint is never asked of this server: it is compared with the leaves that are here now. */
    private Compared compared(String given) {
        var mine = read(given.strip().replace("\r", "") + "\n");
        long now = checkpoints.newest().map(note -> note.checkpoint().size()).orElse(0L);
        if (mine == null) {
            return new Compared(false, "This is no checkpoint: paste the whole file, with its signatures.", 0, now);
        }
        var then = mine.checkpoint();
        if (mine.verdict(checkpoints.logKeys()) != Verdict.SIGNED) {
            return new Compared(false, "This checkpoint was not signed by this log (" + checkpoints.origin() + ").", then.size(),
                    now);
        }
        return compared(then, now);
    }

    private Compared compared(Checkpoint then, long now) {
        if (then.size() > now) {
            return new Compared(false, "You hold a checkpoint of more facts than this log has: facts are missing here.",
                    then.size(), now);
        }
        boolean same = then.size() == 0 || log.at(now, tree -> tree.consistency(then.size())).proves(then.root(),
                log.at(now, MerkleTree::root));
        return new Compared(same, same
                ? "Today's log begins with exactly the log you hold."
                : "Today's log does not begin with the log you hold: the log was rewritten.", then.size(), now);
    }

    private static @Nullable SignedNote read(String text) {
        try {
            var note = SignedNote.of(text.getBytes(UTF_8));
            note.checkpoint();
            return note;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** One of the checks, in words. */
    record Check(String title, String sentence, boolean good) {}

    @GetMapping("/record/{id}/proof")
    String proof(@PathVariable UUID id, Parameters given, Model model) throws IOException {
        var record = heads.open(id, given, "proof", model).record();
        if (record.wordings().isEmpty()) {
            return "evidence/proof";
        }
        var wording = RecordsAsked.wording(record, given);
        model.addAttribute("wording", wording);
        var signed = proofs.signed(record.view(), wording.part());
        if (signed.isEmpty()) {
            model.addAttribute("waiting", true);
            return "evidence/proof";
        }
        var all = proofs.of(record.view(), wording.part());
        var proof = all.getFirst();
        var findings = all.stream().flatMap(one -> proofs.check(one).findings().stream()).filter(f -> f.code().isWrong())
                .toList();
        model.addAttribute("proof", proof);
        model.addAttribute("findings", findings);
        model.addAttribute("at", proof.checkpoint().at());
        model.addAttribute("checks", checks(proof, findings));
        model.addAttribute("path", proof.proof().path());
        return "evidence/proof";
    }

    private List<Check> checks(RecordProofs.Proof proof, List<Finding> findings) {
        var checkpoint = proof.checkpoint().note().checkpoint();
        var key = checkpoints.logKeys().getFirst();
        long witnessed = checkpoints.witnesses().stream().filter(w -> proof.checkpoint().note().verdictOf(w) == Verdict.SIGNED)
                .count();
        return List.of(
                new Check("The content matches its commitment",
                        "Every field and %,d bytes as they came lead to the root that fact %,d names.".formatted(
                                proof.bytes().length(),
                                proof.fact()),
                        good(findings, "R")),
                new Check("The fact is in the log",
                        "Leaf %,d leads by %d steps to the root of checkpoint %,d.".formatted(proof.proof().index(),
                                proof.proof().path().size(), checkpoint.size()),
                        good(findings, "L")),
                new Check("The checkpoint is signed" + (witnessed > 0 ? ", and by others too" : ""),
                        "The log's keys, " + key + " and one that no quantum computer breaks"
                                + (witnessed > 0
                                        ? ", and " + witnessed + " outside witnesses."
                                        : ". No outside witness has signed it."),
                        good(findings, "N")));
    }

    private static boolean good(List<Finding> findings, String codes) {
        return findings.stream().noneMatch(finding -> finding.code().name().startsWith(codes));
    }
}
