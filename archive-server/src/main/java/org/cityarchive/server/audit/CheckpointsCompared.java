package org.cityarchive.server.audit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

import org.cityarchive.core.evidence.Checkpoint;
import org.cityarchive.core.evidence.EvidenceEvent.CheckpointSigned;
import org.cityarchive.core.evidence.LogKey;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.SignedNote;
import org.cityarchive.core.evidence.SignedNote.Verdict;
import org.cityarchive.server.audit.Difference.Code;
import org.cityarchive.server.audit.LogRows.Row;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.vault.KeyProvider;
import org.jspecify.annotations.Nullable;

/** Checkpoints against the tree that the facts lead to, against their signatures, and against the one that lies outside the database. */
final class CheckpointsCompared {
    private static final int PAGE = 500;
    private static final int TRIED = 20;

    private final LogRows rows;
    private final KeyProvider keys;
    private final Deque<Row> next = new ArrayDeque<>();
    private List<LogKey> logKeys = List.of();
    private String origin = "";
    private @Nullable Checkpoint trusted;
    private @Nullable Checkpoint anchor;
    private long read;
    private long size;

    CheckpointsCompared(LogRows rows, KeyProvider keys) {
        this.rows = rows;
        this.keys = keys;
    }

    void begin(Underway audit, long from, long leaves) {
        next.clear();
        read = from;
        size = leaves;
        origin = rows.origin().orElse("");
        logKeys = origin.isEmpty() ? List.of() : Checkpoints.keysOf(origin, keys);
        anchor = keys.anchor().flatMap(CheckpointsCompared::note).map(SignedNote::checkpoint).orElse(null);
        trusted = trusted();
        if (anchor != null && (!anchor.origin().equals(origin) || anchor.size() > size)) {
            audit.differs(Difference.atRow(Code.A17, "evidence_log", "size", "the log " + origin + " has " + size
                    + " leaves; of " + anchor.origin() + " " + anchor.size() + " were published"));
        }
        if (anchor != null && anchor.size() <= from) {
            anchor = null; // compared before this audit was interrupted
        }
        fill();
    }

    /** The newest checkpoint that can be believed: the one outside the database, or one that the log's own keys signed. */
    private @Nullable Checkpoint trusted() {
        var newest = rows.newest(TRIED).stream().filter(row -> verdict(row) == Verdict.SIGNED)
                .flatMap(row -> note(String.valueOf(row.note())).stream()).map(SignedNote::checkpoint)
                .filter(checkpoint -> checkpoint.size() <= size).findFirst().orElse(null);
        var outside = anchor;
        if (outside == null || !outside.origin().equals(origin) || outside.size() > size) {
            return newest;
        }
        return newest != null && newest.size() > outside.size() ? newest : outside;
    }

    private static Optional<SignedNote> note(String text) {
        try {
            var note = SignedNote.of(LogRows.utf8(text));
            note.checkpoint();
            return Optional.of(note);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Verdict verdict(Row row) {
        return row.note() == null
                ? Verdict.NOT_SIGNED
                : note(row.note()).map(note -> note.verdict(logKeys)).orElse(Verdict.WRONG);
    }

    /** Whether a checkpoint that can be believed covers a leaf. */
    boolean covers(long index) {
        var by = trusted;
        return by != null && index < by.size();
    }

    /** Whether the leaf that the tiles hold is the one that was signed. */
    boolean proves(long index, NodeHash stored) {
        var by = trusted;
        if (by == null || index >= by.size()) {
            return false;
        }
        try {
            return new MerkleTree(by.size(), rows).inclusion(index).proves(stored, by.root());
        } catch (IllegalArgumentException _) { // a tile is missing
            return false;
        }
    }

    private void fill() {
        if (next.isEmpty()) {
            var page = rows.after(read, PAGE);
            next.addAll(page);
            read = page.isEmpty() ? Long.MAX_VALUE : page.getLast().size();
        }
    }

    /** Whether there is a checkpoint, or the anchor, of exactly this many leaves that was not compared yet. */
    boolean isDue(long leaves) {
        var row = next.peek();
        var outside = anchor;
        return (row != null && row.size() == leaves) || (outside != null && outside.size() == leaves);
    }

    /** Compares the next checkpoint of the tree of so many leaves with its root. */
    void compare(Underway audit, long leaves, NodeHash root) {
        var outside = anchor;
        if (outside != null && outside.size() == leaves) {
            anchor = null;
            if (outside.origin().equals(origin) && !outside.root().equals(root)) {
                audit.differs(Difference.atRow(Code.A17, "evidence_log", String.valueOf(outside.size()),
                        "the log of " + outside.size() + " leaves is not the one that was published"));
            }
            return;
        }
        var row = next.remove();
        fill();
        compare(audit, row, root);
    }

    /** What facts say of checkpoints: each has its row, with that root. */
    void told(Underway audit, List<StoredFact> facts) {
        var told = new HashMap<Long, StoredFact>();
        for (var fact : facts) {
            if (fact.read() instanceof CheckpointSigned signed) {
                told.put(signed.size(), fact);
            }
        }
        if (told.isEmpty()) {
            return;
        }
        var there = new HashMap<Long, Row>();
        rows.of(told.keySet()).forEach(row -> there.put(row.size(), row));
        told.forEach((leaves, fact) -> {
            var row = there.get(leaves);
            var key = String.valueOf(leaves);
            if (row == null) {
                audit.differs(Difference.atRow(Code.A15, "evidence_checkpoint", key,
                        "fact " + fact.position() + " tells of it, and there is no row"));
            } else if (fact.read() instanceof CheckpointSigned signed && !Arrays.equals(row.root(), signed.root().bytes())) {
                audit.differs(Difference.atRow(Code.A14, "evidence_checkpoint", key,
                        "its root is not the one that fact " + fact.position() + " tells"));
            }
        });
    }

    private void compare(Underway audit, Row row, NodeHash root) {
        var key = String.valueOf(row.size());
        if (!Arrays.equals(row.root(), root.bytes())) {
            audit.differs(Difference.atRow(Code.A14, "evidence_checkpoint", key,
                    "its root is not the one that the first " + key + " facts lead to"));
            return;
        }
        if (row.note() == null) {
            return; // meant, and not signed yet
        }
        boolean same = note(row.note()).map(note -> note.text().equals(new Checkpoint(origin, row.size(), root).text()))
                .orElse(false);
        if (!same) {
            audit.differs(Difference.atRow(Code.A14, "evidence_checkpoint", key, "its note is another checkpoint's"));
        } else if (verdict(row) != Verdict.SIGNED) {
            audit.differs(Difference.atRow(Code.A16, "evidence_checkpoint", key, "it is not signed by this log's keys"));
        }
    }

    /** Checkpoints of more leaves than there are. */
    void end(Underway audit) {
        for (fill(); !next.isEmpty(); fill()) {
            var row = next.remove();
            if (row.size() > size && row.size() <= audit.upTo()) {
                audit.differs(Difference.atRow(Code.A14, "evidence_checkpoint", String.valueOf(row.size()),
                        "the log has only " + size + " leaves"));
            }
        }
    }
}
