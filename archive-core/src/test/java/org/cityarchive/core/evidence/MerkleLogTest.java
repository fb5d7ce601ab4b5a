package org.cityarchive.core.evidence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import org.cityarchive.core.law.CanonicalJson;
import org.cityarchive.core.law.Vector;
import org.junit.jupiter.api.Test;

/** The Merkle tree, its proofs and its tiles, against the published vectors. */
class MerkleLogTest {
    private final LogVectors vectors = new LogVectors();

    @Test
    void rootsAreThePublishedOnes() throws IOException {
        var entries = vectors.entries();
        for (var root : vectors.file("log.json").each("roots")) {
            assertThat(LogVectors.tree(entries, (int) root.number("size")).root().hex()).isEqualTo(root.text("root_hex"));
        }
    }

    @Test
    void proofsAreThePublishedOnesAndProve() throws IOException {
        var entries = vectors.entries();
        for (var vector : vectors.file("log.json").each("inclusion")) {
            var proof = LogVectors.tree(entries, (int) vector.number("size")).inclusion(vector.number("index"));
            assertThat(proof.path().stream().map(NodeHash::hex)).isEqualTo(vector.list("proof_hex"));
            assertThat(proof.proves(hash(vector.text("leaf_hash_hex")), hash(vector.text("root_hex")))).isTrue();
        }
        for (var vector : vectors.file("log.json").each("consistency")) {
            var proof = LogVectors.tree(entries, (int) vector.number("size2")).consistency(vector.number("size1"));
            assertThat(proof.path().stream().map(NodeHash::hex)).isEqualTo(vector.list("proof_hex"));
            assertThat(proof.proves(hash(vector.text("root1_hex")), hash(vector.text("root2_hex")))).isTrue();
        }
    }

    @Test
    void everyProbeIsTakenOrRefusedAsPublished() throws IOException {
        int seen = 0;
        for (var kind : List.of("inclusion", "consistency")) {
            for (Path probe : vectors.probes(kind)) {
                var text = Files.readString(probe);
                assertThat(proves(kind, Files.readAllBytes(probe))).as(probe + " " + text)
                        .isEqualTo(text.contains("\"wantErr\": false"));
                seen++;
            }
        }
        assertThat(seen).isEqualTo(148);
    }

    /** Numbers above 53 bits are refused when they are read, hashes of another length when they are made. */
    private static boolean proves(String kind, byte[] probe) {
        try {
            var given = new Vector(CanonicalJson.parseObject(probe));
            return "inclusion".equals(kind)
                    ? new InclusionProof(given.number("leafIdx"), given.number("treeSize"), path(given))
                            .proves(hashOf(given, "leafHash"), hashOf(given, "root"))
                    : new ConsistencyProof(given.number("size1"), given.number("size2"), path(given))
                            .proves(hashOf(given, "root1"), hashOf(given, "root2"));
        } catch (CanonicalJson.Malformed | IllegalArgumentException _) {
            return false;
        }
    }

    private static NodeHash hashOf(Vector given, String name) {
        return new NodeHash(given.value(name) == null ? new byte[0] : given.base64(name));
    }

    private static List<NodeHash> path(Vector given) {
        return given.value("proof") == null
                ? List.of()
                : given.list("proof").stream().map(step -> new NodeHash(Base64.getDecoder().decode((String) step))).toList();
    }

    @Test
    void tilesAndTheirPathsAreThePublishedOnes() throws Exception {
        var log = vectors.file("log.json");
        for (var vector : log.each("tile_paths")) {
            var tile = new Tile((int) vector.number("level"), vector.number("index"), (int) vector.number("width"));
            assertThat(tile.path()).isEqualTo(vector.text("path"));
            assertThat(Tile.ofPath(vector.text("path"))).isEqualTo(tile);
        }
        var tiles = LogVectors.tiles(vectors.entries(), 300);
        for (var vector : log.each("tiles_at_300")) {
            if (!vector.text("path").contains("entries")) {
                var row = tiles.get(Tile.ofPath(vector.text("path")));
                assertThat(row).hasSize((int) vector.number("length"));
                assertThat(HexFormat.of().formatHex(NodeHash.sha256().digest(row))).isEqualTo(vector.text("sha256"));
            }
        }
        for (var vector : log.each("tiles_for_size")) {
            for (Vector level : vector.each("levels")) {
                long hashes = Tile.hashesOnLevel(vector.number("size"), (int) level.number("level"));
                assertThat(hashes / Tile.FULL).isEqualTo(level.number("full"));
                assertThat(hashes % Tile.FULL).isEqualTo(level.number("partial_width"));
            }
        }
        for (var wrong : List.of("tile/0/5", "tile/0/x000/005", "tile/0/067.p/0", "tile/0/067.p/256", "tile/7/000",
                "tile/0/067.p/03",
                "tile/0/../067")) {
            assertThatThrownBy(() -> Tile.ofPath(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aTreeGrownInAnyStepsIsTheSameAndEveryProofProves() {
        var random = new Random(7);
        var entries = new ArrayList<byte[]>();
        for (int i = 0; i < 70_000; i++) {
            entries.add(("leaf " + i).getBytes(StandardCharsets.US_ASCII));
        }
        var tiles = new HashMap<Tile, byte[]>();
        int size = 0;
        while (size < entries.size()) {
            int next = Math.min(entries.size(), size + 1 + random.nextInt(9_000));
            var tree = new GrowingTree(size, tile -> requireNonNull(tiles.get(tile)));
            entries.subList(size, next).forEach(entry -> tree.add(NodeHash.ofLeaf(entry)));
            tiles.putAll(tree.takeFull());
            tiles.putAll(tree.partial());
            size = next;
        }
        var tree = new MerkleTree(size, tile -> requireNonNull(tiles.get(tile)));
        var root = tree.root();
        assertThat(root).isEqualTo(reference(entries, 0, size));
        for (int i = 0; i < 50; i++) {
            int index = random.nextInt(size);
            var leaf = NodeHash.ofLeaf(entries.get(index));
            assertThat(tree.inclusion(index).proves(leaf, root)).isTrue();
            assertThat(tree.inclusion((index + 1) % size).proves(leaf, root)).isFalse();
            int earlier = 1 + random.nextInt(size);
            var proof = tree.consistency(earlier);
            assertThat(proof.proves(reference(entries, 0, earlier), root)).isTrue();
            assertThat(proof.proves(reference(entries, 0, Math.max(1, earlier - 1)), root)).isEqualTo(earlier == 1);
        }
    }

    /** The definition, word for word (RFC 6962 §2.1). */
    private static NodeHash reference(List<byte[]> entries, int from, int to) {
        if (to - from == 1) {
            return NodeHash.ofLeaf(entries.get(from));
        }
        int split = Integer.highestOneBit(to - from - 1);
        return NodeHash.over(reference(entries, from, from + split), reference(entries, from + split, to));
    }

    @Test
    void theEntryOfAFactIsThePublishedOne() throws IOException {
        var record = vectors.file("commitments.json").object("record");
        var fact = record.object("fact");
        var entry = new LogEntry(record.number("index"), UUID.fromString(fact.text("id")), fact.text("fact"),
                (int) fact.number("rev"), Instant.parse(fact.text("at")),
                LogEntry.sum(fact.base64("nonce"), fact.map("metadata"), fact.map("payload")));
        assertThat(new String(entry.bytes(), StandardCharsets.UTF_8)).isEqualTo(record.text("entry_utf8"));
        assertThat(entry.leaf().hex()).isEqualTo(record.text("leaf_hash_hex"));
        for (var line : vectors.entries()) {
            var told = new Vector(CanonicalJson.parseObject(line));
            assertThat(
                    new LogEntry(told.number("n"), UUID.fromString(told.text("id")), told.text("fact"), (int) told.number("rev"),
                            Instant.parse(told.text("at")), NodeHash.ofBase64(told.text("sum"))).bytes())
                    .isEqualTo(line);
        }
    }

    private static NodeHash hash(String hex) {
        return new NodeHash(HexFormat.of().parseHex(hex));
    }
}
