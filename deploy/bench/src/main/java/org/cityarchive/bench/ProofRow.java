package org.cityarchive.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.List;
import java.util.Random;

import org.cityarchive.core.evidence.GrowingTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.vault.KeyProvider;

/** One record's inclusion proof in a log of a million leaves, read from the tiles where the log keeps them. */
final class ProofRow implements Row {
    private static final int TILES_A_COMMIT = 500;
    private static final int WARM = 2;

    @Override
    public String name() {
        return "proof";
    }

    @Override
    public List<Figure> measure(Setup setup) throws Exception {
        int leaves = setup.size(200_000, 1_000_000);
        int proofs = setup.size(8_000, 16_000); // the 99th of a hundred is no outlier only among many
        try (var ground = Ground.fresh(setup); var superuser = ground.superuser()) {
            fill(superuser, leaves);
            var log = new MerkleLog(ground.source(), ground.keys.secret(KeyProvider.Secret.COMMIT), ground.store.signal());
            var random = new Random(1);
            var p99 = new java.util.ArrayList<Double>();
            var p50 = new java.util.ArrayList<Double>();
            for (int cycle = -WARM; cycle < setup.cycles(); cycle++) {
                var millis = new double[proofs / setup.cycles()];
                for (int i = 0; i < millis.length; i++) {
                    long leaf = random.nextInt(leaves);
                    millis[i] = Turns.timed(() -> log.at(leaves, tree -> tree.inclusion(leaf))) / 1e6;
                }
                if (cycle >= 0) {
                    p99.add(Spread.quantile(millis, 0.99));
                    p50.add(Spread.quantile(millis, 0.5));
                }
            }
            return List.of(
                    Figure.of(name(), "inclusion proof for one record in " + String.format("%,d", leaves) + ", p99, warm", "—",
                            Goal.atMost(5, 5, "ms"), Spread.of(p99)).with("p50 ms", Spread.of(p50).median()));
        }
    }

    /** The tiles that a log over so many facts has. */
    private static void fill(Connection connection, int leaves) throws SQLException {
        var tree = new GrowingTree(0, _ -> new byte[0]);
        var random = new Random(2);
        connection.setAutoCommit(false);
        for (int i = 0; i < leaves; i++) {
            var hash = new byte[NodeHash.LENGTH];
            random.nextBytes(hash);
            tree.add(new NodeHash(hash));
            if (i % (TILES_A_COMMIT * Tile.FULL) == 0) {
                keep(connection, tree.takeFull());
            }
        }
        keep(connection, tree.takeFull());
        keep(connection, tree.partial());
        connection.setAutoCommit(true);
    }

    private static void keep(Connection connection, Map<Tile, byte[]> tiles) throws SQLException {
        try (var insert = connection.prepareStatement("insert into evidence_tile (level, idx, hashes) values (?, ?, ?)")) {
            for (var tile : tiles.entrySet()) {
                insert.setInt(1, tile.getKey().level());
                insert.setLong(2, tile.getKey().index());
                insert.setBytes(3, tile.getValue());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        connection.commit();
    }
}
