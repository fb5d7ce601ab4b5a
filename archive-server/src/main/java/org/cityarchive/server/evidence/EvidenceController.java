package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.servlet.http.HttpServletResponse;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.server.capture.RecordsAsked;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.web.BadParameter;
import org.cityarchive.server.web.CutOff;
import org.cityarchive.server.web.NoSuch;
import org.cityarchive.server.web.Parameters;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Proofs over HTTP. */
@RestController
@Tag(name = "evidence")
final class EvidenceController {
    private final RecordsAsked asked;
    private final RecordProofs proofs;
    private final MerkleLog log;
    private final Checkpoints checkpoints;

    EvidenceController(RecordsAsked asked, RecordProofs proofs, MerkleLog log, Checkpoints checkpoints) {
        this.asked = asked;
        this.proofs = proofs;
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /**
     * The proof of a version.
     *
     * @param index its leaf
     * @param size leaves of the checkpoint that covers it
     * @param proven whether it holds, checked just now
     */
    record ProofJson(int version, long index, long size, Instant signedAt, boolean proven, List<String> findings,
            Object disclosure,
            String proof, List<String> keys) {}

    @GetMapping(value = "/api/v1/records/{id}/proof", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The proof of a version", description = "version: which one, the last when left out; format=zip or Accept: application/zip gives the package that archive verify reads.")
    @Nullable
    ResponseEntity<ProofJson> proof(@PathVariable UUID id, Parameters given, HttpServletResponse answer) throws IOException {
        if ("zip".equals(given.text("format").orElse(""))) {
            zip(id, given, answer);
            return null; // it is written
        }
        var record = asked.found(id, asked.asOf(given));
        var wording = RecordsAsked.wording(record, given);
        var proof = proofs.of(record.view(), wording.part()).getFirst();
        asked.read(record);
        var checked = proofs.check(proof);
        return ResponseEntity
                .ok(new ProofJson(wording.number(), proof.proof().index(), proof.checkpoint().note().checkpoint().size(),
                        proof.checkpoint().at(), checked.isProven(),
                        checked.findings().stream().map(f -> f.code() + " " + f.what()).toList(),
                        shown(proof.disclosure()), new String(proof.proof().bytes(), UTF_8), keys()));
    }

    @GetMapping(value = "/api/v1/records/{id}/proof", produces = "application/zip")
    @Operation(summary = "The proof of a version as a package")
    void zip(@PathVariable UUID id, Parameters given, HttpServletResponse answer) throws IOException {
        var record = asked.found(id, asked.asOf(given));
        var wording = RecordsAsked.wording(record, given);
        var all = proofs.of(record.view(), wording.part());
        var stamps = proofs.stamps(all.getFirst());
        asked.read(record);
        answer.setContentType("application/zip");
        answer.setHeader(HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"record-" + record.id() + "-version-" + wording.number() + "-proof.zip\"");
        try {
            ProofPackage.write(answer.getOutputStream(), all, checkpoints.logKeys(), stamps);
        } catch (IOException | RuntimeException e) {
            throw CutOff.of(e, answer);
        }
    }

    private static @Nullable Object plain(byte[] json) {
        return CanonicalJson.parse(json);
    }

    private static Object shown(byte[] json) {
        var value = plain(json);
        return value == null ? Map.of() : value;
    }

    private List<String> keys() {
        return checkpoints.logKeys().stream().map(LogKey::text).toList();
    }

    /**
     * The log.
     *
     * @param size leaves now, signed or not
     * @param signedSize leaves that the newest checkpoint covers
     */
    record LogJson(String origin, long size, long signedSize, @Nullable Instant signedAt, @Nullable String root,
            List<String> keys,
            List<String> witnesses) {}

    @GetMapping("/api/v1/evidence/log")
    @Operation(summary = "How long the log is, what is signed of it, and its keys")
    LogJson log() {
        var newest = checkpoints.newest(1).stream().findFirst();
        return new LogJson(checkpoints.origin(), log.size(), newest.map(s -> s.note().checkpoint().size()).orElse(0L),
                newest.map(Checkpoints.Signed::at).orElse(null),
                newest.map(s -> s.note().checkpoint().root().base64()).orElse(null),
                keys(), checkpoints.witnesses().stream().map(LogKey::text).toList());
    }

    /** That one signed log is the beginning of another. */
    record ConsistencyJson(long from, long to, String rootFrom, String rootTo, List<String> proof) {}

    @GetMapping("/api/v1/evidence/consistency")
    @Operation(summary = "Proof that the log of fewer leaves is the beginning of the log of more", description = "from, to: numbers of leaves; to is the newest checkpoint's when left out.")
    ConsistencyJson consistency(Parameters given) {
        long newest = checkpoints.newest().map(note -> note.checkpoint().size()).orElse(0L);
        long to = given.number("to").orElse(newest);
        long from = given.number("from")
                .orElseThrow(() -> new BadParameter("from", "Say from: how many leaves the earlier log had."));
        if (from < 1 || from > to || to > newest) {
            throw new BadParameter("from", "Take 1 to " + newest + " leaves, from not above to.");
        }
        return new ConsistencyJson(from, to, log.at(from, MerkleTree::root).base64(), log.at(to, MerkleTree::root).base64(),
                log.at(to, tree -> tree.consistency(from)).path().stream().map(NodeHash::base64).toList());
    }

    /** How many signatures of witnesses were new. */
    record Witnessed(int taken) {}

    @PostMapping(value = "/api/v1/evidence/cosignatures", consumes = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "Take a witness's signature", description = "The body is the checkpoint with the witness's signature line.")
    Witnessed cosigned(@RequestBody byte[] note) {
        try {
            return new Witnessed(checkpoints.witnessed(SignedNote.of(note)));
        } catch (IllegalArgumentException e) {
            throw new BadParameter("body", String.valueOf(e.getMessage()));
        }
    }

    @GetMapping(value = "/api/v1/evidence/keys", produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(summary = "The log's public keys, a line each")
    String keysAsText() {
        if (keys().isEmpty()) {
            throw new NoSuch("The log has no keys.");
        }
        return String.join("\n", keys()) + "\n";
    }
}
