package org.cityarchive.core.evidence;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** Leaves added one by one, and the tiles that this makes or changes. Holds the unfinished tile of each level, nothing else. */
public final class GrowingTree {
    private final List<ByteArrayOutputStream> edge = new ArrayList<>();
    private final SequencedMap<Tile, byte[]> finished = new LinkedHashMap<>();
    private long size;

    /** A tree of no leaves. */
    public GrowingTree() {}

    /**
     * A tree that grows on.
     *
     * @param size its leaves so far
     * @param tiles read for the unfinished tile of each level
     */
    public GrowingTree(long size, MerkleTree.Tiles tiles) {
        this.size = size;
        for (int level = 0; Tile.hashesOnLevel(size, level) > 0; level++) {
            long hashes = Tile.hashesOnLevel(size, level);
            int width = (int) (hashes % Tile.FULL);
            var row = new ByteArrayOutputStream();
            if (width > 0) {
                row.writeBytes(tiles.hashes(new Tile(level, hashes / Tile.FULL, width)));
            }
            edge.add(row);
        }
    }

    public long size() {
        return size;
    }

    /** Adds the next leaf. */
    public void add(NodeHash leaf) {
        add(0, leaf);
        size++;
    }

    private void add(int level, NodeHash hash) {
        if (level == edge.size()) {
            edge.add(new ByteArrayOutputStream());
        }
        var row = edge.get(level);
        row.writeBytes(hash.bytes());
        if (row.size() == Tile.FULL * NodeHash.LENGTH) {
            var hashes = row.toByteArray();
            row.reset();
            // the leaf that is being added is not counted yet
            finished.put(new Tile(level, size / (1L << (Tile.BITS * (level + 1))), Tile.FULL), hashes);
            var all = new ArrayList<NodeHash>(Tile.FULL);
            for (int i = 0; i < Tile.FULL; i++) {
                all.add(NodeHash.at(hashes, i));
            }
            add(level + 1, MerkleTree.folded(all));
        }
    }

    /** The tiles that were filled since this was last asked, lowest and oldest first. */
    public Map<Tile, byte[]> takeFull() {
        var taken = new LinkedHashMap<>(finished);
        finished.clear();
        return taken;
    }

    /** The unfinished tiles as they stand: the tree's right edge. */
    public Map<Tile, byte[]> partial() {
        var partial = new LinkedHashMap<Tile, byte[]>();
        for (int level = 0; level < edge.size(); level++) {
            var row = edge.get(level).toByteArray();
            if (row.length > 0) {
                partial.put(new Tile(level, Tile.hashesOnLevel(size, level) / Tile.FULL, row.length / NodeHash.LENGTH), row);
            }
        }
        return partial;
    }
}
