package org.cityarchive.server.merkle;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.Tile;
import org.cityarchive.server.store.SqlTrouble;

/** Tiles as rows. A partial tile of an earlier size is the beginning of the row. */
final class TileRows implements MerkleTree.Tiles {
    private final Connection connection;

    TileRows(Connection connection) {
        this.connection = connection;
    }

    @Override
    public byte[] hashes(Tile tile) {
        try (PreparedStatement select = connection
                .prepareStatement("select hashes from evidence_tile where level = ? and idx = ?")) {
            select.setInt(1, tile.level());
            select.setLong(2, tile.index());
            try (ResultSet row = select.executeQuery()) {
                var hashes = row.next() ? row.getBytes(1) : new byte[0];
                int wanted = tile.width() * NodeHash.LENGTH;
                if (hashes.length < wanted) {
                    throw new IllegalArgumentException("there is no tile " + tile.path());
                }
                return hashes.length == wanted ? hashes : Arrays.copyOf(hashes, wanted);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Keeps tiles; one that is there already only grows. */
    void keep(Map<Tile, byte[]> tiles) throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("""
                insert into evidence_tile (level, idx, hashes) values (?, ?, ?)
                on conflict (level, idx) do update set hashes = excluded.hashes""")) {
            for (var tile : tiles.entrySet()) {
                upsert.setInt(1, tile.getKey().level());
                upsert.setLong(2, tile.getKey().index());
                upsert.setBytes(3, tile.getValue());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }
}
