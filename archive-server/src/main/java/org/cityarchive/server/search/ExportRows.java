package org.cityarchive.server.search;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Which exports are there, and how far is each? */
final class ExportRows {
    /** Bytes of a list of ids that are read at once. */
    static final int PART = 65_536 * ExportPackage.ID;

    private final JdbcClient sql;

    ExportRows(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** Keeps a new one, unless its owner has one of the same key; false then. */
    boolean insert(ExportJob job, @Nullable String repeatKey) {
        return sql.sql("""
                insert into search_export (export, owner, role, asked, repeat_key, state, known_at, total, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (owner, repeat_key) do nothing
                """).params(job.id(), job.owner(), job.role(), job.asked()).param(repeatKey)
                .params(job.state().word(), job.knownAt(), job.total(), utc(job.createdAt()), utc(job.expiresAt())).update() == 1;
    }

    Optional<ExportJob> find(UUID id) {
        return sql.sql("select * from search_export where export = ?").param(id).query(ExportRows::job).optional();
    }

    Optional<ExportJob> repeated(String owner, String repeatKey) {
        return sql.sql("select * from search_export where owner = ? and repeat_key = ?").params(owner, repeatKey)
                .query(ExportRows::job).optional();
    }

    /** The newest first, before a number; of one owner, or of all where null. */
    List<ExportJob> list(@Nullable String owner, long before, int limit) {
        return sql.sql(
                "select * from search_export where (?::text is null or owner = ?) and number < ? order by number desc limit ?")
                .param(owner).param(owner).param(before).param(limit).query(ExportRows::job).list();
    }

    long count(@Nullable String owner) {
        return sql.sql("select count(*) from search_export where ?::text is null or owner = ?").param(owner).param(owner)
                .query(Long.class).single();
    }

    /** How many of an owner's are not over. */
    long going(String owner) {
        return sql.sql("select count(*) from search_export where owner = ? and state in ('queued', 'running')").param(owner)
                .query(Long.class).single();
    }

    List<ExportJob> unfinished() {
        return sql.sql("select * from search_export where state in ('queued', 'running') order by number")
                .query(ExportRows::job).list();
    }

    /** Those with a package on the disk. */
    List<UUID> kept() {
        return sql.sql("select export from search_export where state = 'done'")
                .query((row, _) -> row.getObject("export", UUID.class)).list();
    }

    /** Begins, or begins anew; false when it is over. */
    boolean begin(UUID id) {
        return sql.sql("update search_export set state = 'running', done = 0 where export = ? and state in ('queued', 'running')")
                .param(id).update() == 1;
    }

    /** Says how many records it has, where what is held, due or in a series changed since it was counted. */
    void recount(UUID id, long total) {
        sql.sql("update search_export set total = ? where export = ? and state = 'running'").params(total, id).update();
    }

    /** Says how far it is; false when it is over: somebody cancelled it. */
    boolean progress(UUID id, long done) {
        return sql.sql("update search_export set done = ? where export = ? and state = 'running'").params(done, id).update() == 1;
    }

    /** A package, whole: its size, SHA-256 in hex, its key as stored, and the ids of the records whose words are in it. */
    record Whole(long size, String digest, String keyId, byte[] keyWrapped, byte[] holds) {}

    /**
     * Makes the package known; false when it was cancelled meanwhile.
     *
     * @param reason why it is less than was asked; null: it is not
     */
    boolean done(UUID id, Whole whole, @Nullable String reason, Instant now, Instant expiresAt) {
        return sql.sql("""
                with whole as (update search_export set state = 'done', done = total, size = ?, digest = ?, key_id = ?,
                           key_wrapped = ?, reason = ?, finished_at = ?, expires_at = ?
                         where export = ? and state = 'running' returning export)
                insert into search_export_holds select export, ? from whole
                    on conflict (export) do update set records = excluded.records
                """).params(whole.size(), whole.digest(), whole.keyId(), whole.keyWrapped()).param(reason)
                .params(utc(now), utc(expiresAt), id, whole.holds()).update() == 1;
    }

    /** Ends one that is not over; false when it was. */
    boolean end(UUID id, ExportState state, @Nullable String reason, Instant now) {
        return sql
                .sql("""
                        update search_export set state = ?, reason = ?, finished_at = ? where export = ? and state in ('queued', 'running')
                        """)
                .param(state.word()).param(reason).param(utc(now)).param(id).update() == 1;
    }

    /** Takes the keys of what is too old, so that no package of it opens again; the ids. */
    List<UUID> expire(Instant now) {
        return sql.sql("""
                with old as (update search_export set state = 'expired', key_id = null, key_wrapped = null
                         where state in ('queued', 'running', 'done') and expires_at <= ? returning export),
                     gone as (delete from search_export_holds h using old where h.export = old.export)
                select export from old
                """).param(utc(now)).query((row, _) -> row.getObject("export", UUID.class)).list();
    }

    /**
     * Takes back those that hold one of these records, or may. Those being made first, so that none is finished unseen in between.
     *
     * @return those that were not over
     */
    List<UUID> takeBack(Set<UUID> records, Instant now) {
        var taken = new ArrayList<>(end(askedBefore(), now));
        taken.addAll(end(holding(records), now));
        return taken;
    }

    /** Those being made that were asked for when the records stood, or in the minute in which a destruction came to its commit. */
    private List<UUID> askedBefore() {
        return sql.sql("""
                select export from search_export where state in ('queued', 'running') and created_at
                    <= (select max(at) + interval '1 minute' from vault_erased where cleared_at is null)""")
                .query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    /** Packages that hold one of these records; and those of which it is not kept what they hold. */
    private List<UUID> holding(Set<UUID> some) {
        return kept().stream().filter(export -> holdsOne(export, some)).toList();
    }

    /** Reads a part of the list at a time: a package may hold all the archive. */
    private boolean holdsOne(UUID export, Set<UUID> records) {
        for (int from = 0;; from += PART) {
            var part = sql.sql("select substring(records from ? for ?) from search_export_holds where export = ?")
                    .params(from + 1, PART, export).query((row, _) -> row.getBytes(1)).optional();
            if (part.isEmpty() || holdsOne(part.get(), records)) {
                return true;
            }
            if (part.get().length < PART) {
                return false;
            }
        }
    }

    private static boolean holdsOne(byte[] ids, Set<UUID> records) {
        var left = ByteBuffer.wrap(ids);
        while (left.remaining() >= ExportPackage.ID) {
            if (records.contains(new UUID(left.getLong(), left.getLong()))) {
                return true;
            }
        }
        return false;
    }

    /** Takes the keys of these for ever; those of them that were not over. */
    private List<UUID> end(List<UUID> exports, Instant now) {
        return sql
                .sql("""
                        with ended as (update search_export set state = 'expired', key_id = null, key_wrapped = null,
                                   finished_at = coalesce(finished_at, ?), expires_at = least(expires_at, ?),
                                   reason = 'Records were destroyed that it held, or may have held. Export again what is left.'
                                 where state in ('queued', 'running', 'done') and export = any(?) returning export),
                             gone as (delete from search_export_holds h using ended where h.export = ended.export)
                        select export from ended
                        """)
                .params(utc(now), utc(now), new SqlArrayValue("uuid", exports.toArray()))
                .query((row, _) -> row.getObject("export", UUID.class)).list();
    }

    private static ExportJob job(ResultSet row, int number) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ExportJob(row.getObject("export", UUID.class), row.getLong("number"), row.getString("owner"),
                row.getString("role"), row.getBytes("asked"), ExportState.of(row.getString("state")), row.getString("reason"),
                row.getLong("known_at"), row.getLong("total"), row.getLong("done"), row.getLong("size"),
                row.getString("digest"), row.getString("key_id"), row.getBytes("key_wrapped"), instant(row, "created_at"),
                finished == null ? null : finished.toInstant(), instant(row, "expires_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
