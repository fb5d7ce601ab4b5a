package org.cityarchive.server.audit;

import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.evidence.GrowingTree;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.audit.Difference.Code;
import org.jspecify.annotations.Nullable;

/**
 * The log, built again leaf by leaf and compared with its tiles and checkpoints. Where a fact and its leaf differ, the signed
 * checkpoint says which of the two was changed; the tree goes on from the one that was signed, so that one change is named once.
 */
final class LogCompared {
    private static final String TREE = "tree ";

    private final LogRows rows;
    private final CheckpointsCompared checkpoints;
    private GrowingTree tree = new GrowingTree();
    private long size;
    private long tileIndex = -1;
    private byte[] tile = new byte[0];

    LogCompared(LogRows rows, CheckpointsCompared checkpoints) {
        this.rows = rows;
        this.checkpoints = checkpoints;
    }

    /** How a fact and its leaf stand to each other. */
    enum Leaf {
        SAME,
        /** The fact is not the one that was signed. */
        OTHER,
        /** It is not in the log. */
        NONE
    }

    void begin(Underway audit, long position) {
        long leaves = rows.size(audit.upTo());
        size = Math.min(leaves, audit.upTo());
        tileIndex = -1;
        var edge = edge(audit.place());
        tree = new GrowingTree(Math.min(position, size), wanted -> edge.getOrDefault(wanted, new byte[0]));
        checkpoints.begin(audit, tree.size(), leaves);
    }

    private static Map<Tile, byte[]> edge(Map<String, @Nullable Object> place) {
        var edge = new HashMap<Tile, byte[]>();
        place.forEach((name, value) -> {
            if (name.startsWith(TREE) && value instanceof String bytes) {
                edge.put(Tile.ofPath(name.substring(TREE.length())), Base64.getDecoder().decode(bytes));
            }
        });
        return edge;
    }

    /** The unfinished tiles: from them the tree grows on. */
    Map<String, Object> kept() {
        var kept = new HashMap<String, Object>();
        tree.partial().forEach((tile, hashes) -> kept.put(TREE + tile.path(), Base64.getEncoder().encodeToString(hashes)));
        return kept;
    }

    /**
     * Compares the next fact with its leaf.
     *
     * @param sealed whether the commit's MAC says that the fact is as it was written
     */
    Leaf leaf(Underway audit, StoredFact fact, boolean sealed) {
        long index = fact.position() - 1;
        if (index >= size || index != tree.size()) {
            return Leaf.NONE;
        }
        var own = fact.leaf().orElse(NodeHash.EMPTY);
        var stored = stored(audit, index);
        if (stored == null || stored.equals(own)) {
            grow(audit, own);
            return Leaf.SAME;
        }
        boolean signed = checkpoints.proves(index, stored);
        boolean altered = signed || (!sealed && !checkpoints.covers(index));
        if (!altered) {
            audit.differs(tile(new Tile(0, index / Tile.FULL, Tile.FULL), "its hash of fact " + fact.position() + " is another"));
        }
        grow(audit, altered ? stored : own);
        return altered ? Leaf.OTHER : Leaf.SAME;
    }

    /** What these facts say of the log itself. */
    void told(Underway audit, List<StoredFact> facts) {
        checkpoints.told(audit, facts);
    }

    /** A fact is missing: the tree goes on with the leaf that is kept of it. */
    void skip(Underway audit, long position) {
        long index = position - 1;
        if (index < size && index == tree.size()) {
            var stored = stored(audit, index);
            grow(audit, stored == null ? NodeHash.EMPTY : stored);
        }
    }

    private @Nullable NodeHash stored(Underway audit, long index) {
        if (index / Tile.FULL != tileIndex) {
            tileIndex = index / Tile.FULL;
            tile = rows.tile(0, tileIndex);
            long wanted = Math.min(Tile.FULL, size - tileIndex * Tile.FULL) * NodeHash.LENGTH;
            if (tile.length < wanted) {
                audit.differs(Difference.atRow(Code.A12, "evidence_tile", "0/" + tileIndex,
                        tile.length == 0 ? "the tile is missing" : "the tile is too short"));
            }
        }
        int at = (int) (index % Tile.FULL) * NodeHash.LENGTH;
        return tile.length < at + NodeHash.LENGTH ? null : new NodeHash(Arrays.copyOfRange(tile, at, at + NodeHash.LENGTH));
    }

    private void grow(Underway audit, NodeHash leaf) {
        tree.add(leaf);
        tree.takeFull().forEach((full, hashes) -> compare(audit, full, hashes));
        while (checkpoints.isDue(tree.size())) {
            checkpoints.compare(audit, tree.size(), root());
        }
    }

    private NodeHash root() {
        var edge = tree.partial();
        return new MerkleTree(tree.size(), wanted -> edge.getOrDefault(wanted, new byte[0])).root();
    }

    /** Levels above the leaves; those were compared one by one. */
    private void compare(Underway audit, Tile full, byte[] hashes) {
        if (full.level() == 0) {
            return;
        }
        var stored = rows.tile(full.level(), full.index());
        if (stored.length < hashes.length) {
            audit.differs(Difference.atRow(Code.A12, "evidence_tile", full.level() + "/" + full.index(),
                    stored.length == 0 ? "the tile is missing" : "the tile is too short"));
        } else if (!Arrays.equals(stored, 0, hashes.length, hashes, 0, hashes.length)) {
            audit.differs(tile(full, "its hashes are not those that the facts lead to"));
        }
    }

    private static Difference tile(Tile tile, String what) {
        return Difference.atRow(Code.A11, "evidence_tile", tile.level() + "/" + tile.index(), what);
    }

    void end(Underway audit) {
        tree.partial().forEach((partial, hashes) -> compare(audit, partial, hashes));
        if (tree.size() < audit.upTo() && rows.isGrowing()) { // where no server runs, the next one adds the rest
            audit.differs(Difference.atPosition(Code.A13, tree.size() + 1, "evidence_log",
                    "this fact and those behind it, up to " + audit.upTo() + ", are not in the log: it stands still"));
        }
        checkpoints.end(audit);
    }
}
