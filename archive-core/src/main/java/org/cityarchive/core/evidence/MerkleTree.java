package org.cityarchive.core.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The Merkle tree over the leaves of the log, read from its tiles (RFC 6962 §2.1; EVIDENCE.md §2.1). A proof reads a few tiles, never
 * the leaves: one on each level at the leaf, and those of the right edge.
 */
public final class MerkleTree {
    private final long size;
    private final Tiles tiles;
    private final Map<Tile, byte[]> read = new HashMap<>();

    /** Where tiles come from. */
    public interface Tiles {
        /**
         * The hashes of a tile, 32 bytes each, end to end.
         *
         * @throws IllegalArgumentException there is no such tile
         */
        byte[] hashes(Tile tile);
    }

    /** @param size leaves, 0 or more; the tiles hold at least that many */
    public MerkleTree(long size, Tiles tiles) {
        this.size = size;
        this.tiles = tiles;
    }

    public long size() {
        return size;
    }

    /** The tree as it was with fewer leaves. */
    public MerkleTree at(long leavesThen) {
        return new MerkleTree(leavesThen, tiles);
    }

    /** The root over all leaves. */
    public NodeHash root() {
        return size == 0 ? NodeHash.EMPTY : over(0, size);
    }

    /** The hash of a leaf. */
    public NodeHash leaf(long index) {
        return complete(0, index);
    }

    /**
     * That the leaf is in the tree (RFC 6962 §2.1.1).
     *
     * @throws IllegalArgumentException there is no such leaf
     */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
        }
        var path = new ArrayList<NodeHash>();
        long from = 0;
        long to = size;
        while (to - from > 1) {
            long middle = from + split(to - from);
            if (index < middle) {
                path.addFirst(over(middle, to));
                to = middle;
            } else {
                path.addFirst(over(from, middle));
                from = middle;
            }
        }
        return new InclusionProof(index, size, path);
    }

    /**
     * That the tree of fewer leaves is the beginning of this one (RFC 6962 §2.1.2).
     *
     * @throws IllegalArgumentException not 1 to size
     */
    public ConsistencyProof consistency(long earlier) {
        if (earlier < 1 || earlier > size) {
            throw new IllegalArgumentException("a tree of " + earlier + " is no beginning of one of " + size);
        }
        var path = new ArrayList<NodeHash>();
        long from = 0;
        long to = size;
        boolean whole = true; // the part compared is the whole earlier tree, whose root the reader has
        while (to != earlier) {
            long middle = from + split(to - from);
            if (earlier <= middle) {
                path.addFirst(over(middle, to));
                to = middle;
            } else {
                path.addFirst(over(from, middle));
                from = middle;
                whole = false;
            }
        }
        if (!whole) {
            path.addFirst(over(from, to));
        }
        return new ConsistencyProof(earlier, size, path);
    }

    /** The hash over leaves {@code from} (a multiple of the greatest power of two not above their number) to {@code to}. */
    private NodeHash over(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return complete(height, from >>> height);
        }
        long middle = from + split(leaves);
        return NodeHash.over(over(from, middle), over(middle, to));
    }

    /** The hash over the {@code index}th run of 2^height leaves. */
    private NodeHash complete(int height, long index) {
        int level = height / Tile.BITS;
        int above = height % Tile.BITS;
        long first = index << above;
        var row = row(level, first / Tile.FULL);
        int place = (int) (first % Tile.FULL);
        var hashes = new ArrayList<NodeHash>();
        for (int i = 0; i < 1 << above; i++) {
            hashes.add(NodeHash.at(row, place + i));
        }
        return folded(hashes);
    }

    private byte[] row(int level, long index) {
        long width = Math.min(Tile.FULL, Tile.hashesOnLevel(size, level) - index * Tile.FULL);
        return read.computeIfAbsent(new Tile(level, index, (int) width), tiles::hashes);
    }

    /** The hash over a power of two of hashes. */
    static NodeHash folded(List<NodeHash> hashes) {
        var row = hashes;
        while (row.size() > 1) {
            var next = new ArrayList<NodeHash>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                next.add(NodeHash.over(row.get(i), row.get(i + 1)));
            }
            row = next;
        }
        return row.getFirst();
    }

    /** The greatest power of two below a number above 1. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
