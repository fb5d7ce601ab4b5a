package org.cityarchive.server.audit;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.cityarchive.core.evidence.NodeHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.MerkleTree;
import org.cityarchive.core.evidence.Tile;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** The log's tables as they lie there. */
final class LogRows implements MerkleTree.Tiles {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 100;

    private final JdbcClient sql;
    private final boolean growing;

    /** @param growing whether a server is adding leaves, so that it is worth to wait for the newest */
    LogRows(DataSource source, boolean growing) {
        this.sql = JdbcClient.create(source);
        this.growing = growing;
    }

    /** @param note null while only intended */
    record Row(long size, byte[] root, @Nullable String note) {}

    /** Whether a server adds leaves meanwhile. */
    boolean isGrowing() {
        return growing;
    }

    /** How many leaves there are; waits a little for the last ones. */
    long size(long wanted) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long size = sql.sql("select size from evidence_log").query(Long.class).single();
            if (size >= wanted || !growing || System.nanoTime() > until) {
                return size;
            }
            LockSupport.parkNanos(Duration.ofMillis(LOOK_MILLIS).toNanos());
        }
    }

    /** The log's name; empty until something was signed. */
    Optional<String> origin() {
        return sql.sql("select origin from evidence_log where origin is not null").query(String.class).optional();
    }

    /** The hashes of a tile's row; none where there is no row. */
    byte[] tile(int level, long index) {
        return sql.sql("select hashes from evidence_tile where level = ? and idx = ?").params(level, index)
                .query((row, _) -> row.getBytes(1)).optional().orElse(new byte[0]);
    }

    @Override
    public byte[] hashes(Tile tile) {
        var hashes = tile(tile.level(), tile.index());
        int wanted = tile.width() * NodeHash.LENGTH;
        if (hashes.length < wanted) {
            throw new IllegalArgumentException("there is no tile " + tile.path());
        }
        return hashes.length == wanted ? hashes : Arrays.copyOf(hashes, wanted);
    }

    /** Checkpoints behind a size, smallest first. */
    List<Row> after(long size, int most) {
        return sql.sql("select size, root, note from evidence_checkpoint where size > ? order by size limit ?").params(size, most)
                .query((row, _) -> new Row(row.getLong(1), row.getBytes(2), row.getString(3))).list();
    }

    /** The checkpoints of these sizes. */
    List<Row> of(Collection<Long> sizes) {
        return sql.sql("select size, root, note from evidence_checkpoint where size = any(?)")
                .param(new SqlArrayValue("int8", sizes.toArray()))
                .query((row, _) -> new Row(row.getLong(1), row.getBytes(2), row.getString(3))).list();
    }

    /** Signed ones, newest first. */
    List<Row> newest(int most) {
        return sql.sql("select size, root, note from evidence_checkpoint where note is not null order by size desc limit ?")
                .param(most).query((row, _) -> new Row(row.getLong(1), row.getBytes(2), row.getString(3))).list();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
