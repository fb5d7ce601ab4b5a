package org.cityarchive.server.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.capture.CaptureEvent.MediaCaptured;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Failure;
import org.cityarchive.server.capture.Records;
import org.cityarchive.server.evidence.ProofPackage.Told;
import org.cityarchive.server.evidence.RecordProofs.Proof;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;

/**
 * The evidence of many records in one package: each wording's raw bytes, each medium, and the disclosure and proof of each, all under one
 * checkpoint, as {@code archive verify} checks them (EVIDENCE.md §1.5, §5).
 */
public final class RecordEvidence {
    private static final int AT_ONCE = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Records records;
    private final RecordProofs proofs;
    private final MerkleLog log;
    private final Checkpoints checkpoints;

    RecordEvidence(Records records, RecordProofs proofs, MerkleLog log, Checkpoints checkpoints) {
        this.records = records;
        this.proofs = proofs;
        this.log = log;
        this.checkpoints = checkpoints;
    }

    /** Where the files go. */
    public interface Into {
        /** @param name with {@code /} between folders */
        void put(String name, byte[] bytes) throws IOException;

        /** The same of bytes that need not fit into memory. */
        void copy(String name, InputStream from) throws IOException;
    }

    /**
     * Writes it, record by record; no name of a file comes from a record.
     *
     * @param position as known at which
     * @throws Failure the log has not come to it yet
     */
    public void write(List<RecordId> some, long position, Into into) throws IOException {
        var checkpoint = log.awaitLeaf(position, PATIENCE)
                ? checkpoints.cover(position - 1).orElseThrow(() -> new Failure.StoreBusy("no checkpoint covers the facts yet"))
                : null;
        if (checkpoint == null) {
            throw new Failure.StoreBusy("the log has not come to fact " + position + " yet");
        }
        var told = new ArrayList<Told>();
        int number = 0;
        for (int from = 0; from < some.size(); from += AT_ONCE) {
            var group = some.subList(from, Math.min(some.size(), from + AT_ONCE));
            var views = records.views(group, position);
            for (var record : group) {
                var view = views.get(record);
                number++;
                if (view == null) {
                    throw new IllegalStateException("record " + record + " is there no more");
                }
                for (var fact : view.facts()) {
                    if (fact.fact().version() != null || fact.fact() instanceof MediaCaptured) {
                        put(proofs.of(fact, "evidence/R%06d/".formatted(number), checkpoint), told, into);
                    }
                }
            }
        }
        into.put(ProofPackage.CHECKPOINT, checkpoint.note().bytes());
        into.put(ProofPackage.KEYS, ProofPackage.keys(checkpoints.logKeys()));
        into.put(ProofPackage.README, ProofPackage.readme(told));
    }

    private static void put(Proof proof, List<Told> told, Into into) throws IOException {
        try (var bytes = proof.bytes().opened().open()) {
            into.copy(proof.file(), bytes);
        }
        into.put(proof.name() + ".json", proof.disclosure());
        into.put(proof.name() + ".tlog-proof", proof.proof().bytes());
        told.add(new Told(proof.name(), proof.proof().index(), proof.file()));
    }
}
