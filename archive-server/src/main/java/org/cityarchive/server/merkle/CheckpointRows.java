package org.cityarchive.server.merkle;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import org.cityarchive.core.evidence.NodeHash;
import org.cityarchive.core.evidence.SignedNote;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was signed, and what is about to be. */
final class CheckpointRows {
    private static final String COLUMNS = "select size, root, note, signed_at, noted from evidence_checkpoint ";

    private final JdbcClient sql;

    CheckpointRows(DataSource source) {
        this.sql = JdbcClient.create(source);
    }

    /**
     * A row.
     *
     * @param note with its signatures; null: intended, not signed yet
     * @param noted whether a fact says so
     */
    record Row(long size, NodeHash root, @Nullable SignedNote note, @Nullable Instant signedAt, boolean noted) {}

    /** The log's name for ever: given once, the same on every later call. */
    String origin(String wanted) {
        sql.sql("update evidence_log set origin = coalesce(origin, replace(?, '{name}', name::text))").param(wanted).update();
        return sql.sql("select origin from evidence_log").query(String.class).single();
    }

    /** Says what is going to be signed. An earlier intention for this size stands. */
    void intend(long size, NodeHash root) {
        sql.sql("insert into evidence_checkpoint (size, root) values (?, ?) on conflict (size) do nothing")
                .params(size, root.bytes()).update();
    }

    void signed(long size, SignedNote note, Instant at) {
        sql.sql("update evidence_checkpoint set note = ?, signed_at = coalesce(signed_at, ?) where size = ?")
                .params(text(note), at.atOffset(ZoneOffset.UTC), size).update();
    }

    void noted(long size) {
        sql.sql("update evidence_checkpoint set noted = true where size = ?").param(size).update();
    }

    Optional<Row> of(long size) {
        return sql.sql(COLUMNS + "where size = ?").param(size).query(CheckpointRows::row).optional();
    }

    /** The newest that is signed. */
    Optional<Row> newest() {
        return sql.sql(COLUMNS + "where note is not null order by size desc limit 1").query(CheckpointRows::row).optional();
    }

    /** The oldest signed one that covers a leaf. */
    Optional<Row> covering(long index) {
        return sql.sql(COLUMNS + "where note is not null and size > ? order by size limit 1").param(index)
                .query(CheckpointRows::row).optional();
    }

    /** Signed ones, newest first. */
    List<Row> newest(int most) {
        return sql.sql(COLUMNS + "where note is not null order by size desc limit ?").param(most).query(CheckpointRows::row)
                .list();
    }

    /** Signed, but killed before a fact said so; or intended, and killed before it was signed. */
    List<Row> unfinished() {
        return sql.sql(COLUMNS + "where note is null or not noted order by size").query(CheckpointRows::row).list();
    }

    long count() {
        return sql.sql("select count(*) from evidence_checkpoint where note is not null").query(Long.class).single();
    }

    /** The oldest fact after a position that is not about the log itself: what makes a checkpoint due; empty when there is none. */
    Optional<Instant> oldestUncovered(long size) {
        return sql.sql("select at from event where position > ? and type not like 'evidence.%' order by position limit 1")
                .param(size)
                .query((row, _) -> row.getObject(1, OffsetDateTime.class).toInstant()).optional();
    }

    private static String text(SignedNote note) {
        return new String(note.bytes(), StandardCharsets.UTF_8);
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        var note = row.getString("note");
        var at = row.getObject("signed_at", OffsetDateTime.class);
        return new Row(row.getLong("size"), new NodeHash(row.getBytes("root")),
                note == null ? null : SignedNote.of(note.getBytes(StandardCharsets.UTF_8)),
                at == null ? null : at.toInstant(), row.getBoolean("noted"));
    }
}
