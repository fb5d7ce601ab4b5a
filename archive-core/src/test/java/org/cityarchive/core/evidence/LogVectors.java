package org.cityarchive.core.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.law.SharedData;
import org.cityarchive.core.law.Vector;

/** The published log of 300 facts: entries, roots, proofs, tiles, checkpoints. */
final class LogVectors {
    private final Path folder = SharedData.folder("evidence-vectors");

    Vector file(String name) throws IOException {
        return Vector.read(folder.resolve(name));
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    List<byte[]> entries() throws IOException {
        return Files.readAllLines(folder.resolve("entries.jsonl")).stream().map(line -> line.getBytes(UTF_8)).toList();
    }

    List<Path> probes(String kind) throws IOException {
        try (var files = Files.walk(folder.resolve("merkle").resolve(kind))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        }
    }

    /** The tiles of a tree over the first leaves, in memory. */
    static Map<Tile, byte[]> tiles(List<byte[]> entries, int size) {
        var tree = new GrowingTree();
        entries.subList(0, size).forEach(entry -> tree.add(NodeHash.ofLeaf(entry)));
        var tiles = new HashMap<Tile, byte[]>(tree.takeFull());
        tiles.putAll(tree.partial());
        return tiles;
    }

    static MerkleTree tree(List<byte[]> entries, int size) {
        var tiles = tiles(entries, size);
        return new MerkleTree(size, tile -> {
            var row = tiles.get(tile);
            if (row == null) {
                throw new IllegalArgumentException("no tile " + tile.path());
            }
            return row;
        });
    }
}
