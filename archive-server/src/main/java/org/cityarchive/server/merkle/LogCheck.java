package org.cityarchive.server.merkle;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.GrowingTree;
import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.store.SqlTrouble;

/** Whether a database's log is the one of its facts: every commit's seal, every tile and every checkpoint made anew and compared. */
public final class LogCheck {
    private static final int COMMITS = 512;
    private static final int MOST = 1_000_000;

    private final DataSource database;
    private final LeafRows leaves;
    private final List<String> differences = new ArrayList<>();

    /** @param commitSecret the key that seals commits */
    public LogCheck(DataSource database, byte[] commitSecret) {
        this.database = database;
        this.leaves = new LeafRows(commitSecret);
    }

    /** What is not as it must be, in words; empty: nothing. */
    public List<String> differences() {
        differences.clear();
        try (Connection connection = database.getConnection()) {
            long size = size(connection);
            var tiles = new TileRows(connection);
            var tree = new GrowingTree();
            boolean more = true;
            while (more && tree.size() < size) {
                var next = leaves.after(connection, tree.size(), COMMITS);
                more = !next.isEmpty();
                next.stream().limit(size - tree.size()).toList().forEach(entry -> tree.add(entry.leaf()));
                compare(tiles, tree.takeFull());
            }
            if (tree.size() != size) {
                differences.add("the log has " + size + " leaves, and there are " + tree.size() + " facts");
            }
            compare(tiles, tree.partial());
            checkpoints(size, tiles);
        } catch (LeafRows.ForgedCommit e) {
            differences.add(String.valueOf(e.getMessage()));
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
        return List.copyOf(differences);
    }

    private static long size(Connection connection) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery("select size from evidence_log")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private void compare(TileRows tiles, Map<Tile, byte[]> made) {
        made.forEach((tile, hashes) -> {
            try {
                if (!Arrays.equals(tiles.hashes(tile), hashes)) {
                    differences.add("the tile " + tile.path() + " is not the one of the facts");
                }
            } catch (IllegalArgumentException _) {
                differences.add("the tile " + tile.path() + " is missing");
            }
        });
    }

    private void checkpoints(long size, TileRows tiles) {
        for (var row : new CheckpointRows(database).newest(MOST)) {
            if (row.size() > size || !new MerkleTree(row.size(), tiles).root().equals(row.root())) {
                differences.add("the checkpoint of " + row.size() + " leaves is not one of this log");
            }
        }
    }
}
