package org.cityarchive.core.evidence;

import java.util.regex.Pattern;

/**
 * A tile's place in the log (C2SP tlog-tiles; EVIDENCE.md §2.3): {@code width} neighbouring hashes, each over 256^level leaves.
 *
 * @param level 0 for hashes of leaves
 * @param index the tile's number on its level, from 0
 * @param width hashes in it, 1 to 256; under 256 it is partial
 */
public record Tile(int level, long index, int width) {
    /** Hashes in a full tile. */
    public static final int FULL = 256;
    /** Bits of a leaf's index that one level of tiles takes. */
    static final int BITS = 8;
    /** Above every tree whose size a number of JSON can hold. */
    private static final int HIGHEST = 6;

    private static final Pattern PATH = Pattern
            .compile("tile/(?<level>[0-6])/(?<index>(?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/(?<width>[1-9][0-9]{0,2}))?");

    /** @throws IllegalArgumentException no tile has this place */
    public Tile {
        if (level < 0 || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile: level " + level + ", index " + index + ", width " + width);
        }
    }

    /** How many hashes a tree of {@code size} leaves has on a level of tiles. */
    public static long hashesOnLevel(long size, int level) {
        return size >>> (BITS * level);
    }

    public boolean isFull() {
        return width == FULL;
    }

    /** The address below {@code /log/}: the index in groups of three digits, all but the last with an x. */
    public String path() {
        var digits = new StringBuilder("%03d".formatted(index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            digits.insert(0, "x%03d/".formatted(rest % 1000));
        }
        return "tile/" + level + "/" + digits + (isFull() ? "" : ".p/" + width);
    }

    /** @throws IllegalArgumentException not the one spelling of a tile's path */
    public static Tile ofPath(String path) {
        var matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no tile has this path");
        }
        var width = matcher.group("width");
        var tile = new Tile(Integer.parseInt(matcher.group("level")),
                Long.parseLong(matcher.group("index").replace("x", "").replace("/", "")),
                width == null ? FULL : Integer.parseInt(width));
        if (!tile.path().equals(path)) {
            throw new IllegalArgumentException("another spelling of a tile's path");
        }
        return tile;
    }
}
