package org.cityarchive.server.disposition;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.disposition.ErasureCommand.TellKeyDestroyed;
import org.cityarchive.server.capture.ImportKeyRenewal;
import org.cityarchive.server.store.SqlTrouble;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Which destructions are not yet through, and what was done about each? */
final class ErasureRows {
    /** Tables of which rows went. */
    private static final List<String> SWEPT = List.of("vault_part", "vault_record_key", "vault_alias", "vault_staged",
            "capture_sighting", "capture_reject");

    private static final String NOT_BACK = "not exists (select from vault_record_key k where k.record = e.record and k.life > e.life)";
    /** Destroyed before this home was known here, or while it was struck off. */
    private static final String MISSED = """
            (%s and not exists (select from disposition_home h where h.home = :home and h.caught_up_at is not null))"""
            .formatted(NOT_BACK);
    /** Of which this home has not cleared itself. */
    private static final String MINE = """
            not exists (select from disposition_cleared c where c.home = :home and c.record = e.record and c.life = e.life)""";

    private final DataSource database;
    private final JdbcClient sql;
    private final UUID home;

    /** @param home of this server, which has an index and files of its own */
    ErasureRows(DataSource database, UUID home) {
        this.database = database;
        this.home = home;
        this.sql = JdbcClient.create(database);
    }

    /**
     * Whether some are open, or open again, of which the newest is at least so old: and, while a list is carried out, which calls for the rest at its end,
     * the oldest is older than anybody waits for that.
     */
    boolean anyOpen(Duration rest, Duration longest) {
        return sql.sql("""
                select coalesce(max(at) <= now() - make_interval(secs => ?) and (min(at) <= now() - make_interval(secs => ?)
                    or not exists (select from disposition_execution where state = 'running')), false)
                from vault_erased where done_at is null or cleared_at is null""")
                .params(rest.toSeconds(), longest.toSeconds()).query(Boolean.class).single();
    }

    /**
     * The home of this server is one of those that clear themselves; from now on nothing is through without it. One that is new here, or
     * comes back after it was struck off, has not been through what was destroyed before.
     */
    void register(String place) {
        sql.sql("""
                insert into disposition_home as h (home, place, started_at, seen_at) values (?, ?, now(), now())
                on conflict (home) do update set place = excluded.place, started_at = excluded.started_at, seen_at = excluded.seen_at,
                    caught_up_at = case when not %s then h.caught_up_at end"""
                .formatted(StruckHomes.STRUCK)).params(home, place)
                .update();
    }

    /** The home of this server runs. One that was struck off though it runs counts again from now on, as after a start. */
    void seen() {
        sql.sql("""
                update disposition_home h set seen_at = now(), started_at = case when %1$s then now() else h.started_at end,
                    caught_up_at = case when not %1$s then h.caught_up_at end where home = ?"""
                .formatted(StruckHomes.STRUCK)).param(home).update();
    }

    /** Whether this home has been through all that was destroyed before it was known here. */
    boolean isCaughtUp() {
        return sql.sql("select exists (select from disposition_home where home = ? and caught_up_at is not null)").param(home)
                .query(Boolean.class).single();
    }

    /**
     * Those that may lie in this home's index, packages and uploads still. Of what was destroyed before the home was known here, none that
     * came back since: its index has them as they are now.
     */
    List<RecordId> uncleared() {
        return sql.sql("select distinct e.record from vault_erased e where (e.cleared_at is null or " + MISSED + ") and " + MINE)
                .param("home", home).query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /** Of these, those that are not there again: nothing of them is to be found. */
    List<RecordId> gone() {
        return sql.sql("select distinct e.record from vault_erased e where (e.cleared_at is null or " + MISSED + ") and "
                + NOT_BACK + " and " + MINE)
                .param("home", home).query((row, _) -> new RecordId(row.getObject(1, UUID.class))).list();
    }

    /**
     * Not all homes are clear of these, though they were: this one joined, and may hold them. The others were clear, and are. The only home
     * there ever was joined nobody: it cleared itself of what is told as cleared, be it before homes were asked for that.
     */
    void reopen(Collection<RecordId> records) {
        sql.sql("""
                insert into disposition_cleared (home, record, life, at, index_commit)
                select h.home, e.record, e.life, e.cleared_at, coalesce(e.index_commit, '') from vault_erased e, disposition_home h
                where h.home <> ? and h.caught_up_at is not null and e.cleared_at is not null and e.record = any (?)
                on conflict do nothing""")
                .param(home)
                .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).update();
        sql.sql("""
                update vault_erased set cleared_at = null, index_commit = null where record = any (?)
                    and exists (select from disposition_home where home <> ?)""")
                .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).param(home).update();
    }

    /** This home has been through all of what it was last asked for. */
    void caughtUp() {
        sql.sql("update disposition_home set caught_up_at = now() where home = ? and caught_up_at is null").param(home).update();
    }

    /** The store's last position: what the index has to have read. */
    long head() {
        return sql.sql("select position from event_head").query(Long.class).single();
    }

    /** This home is clear of these. */
    void cleared(Collection<RecordId> records, String indexCommit) {
        sql.sql("""
                insert into disposition_cleared (home, record, life, at, index_commit)
                select ?, record, life, now(), ? from vault_erased where cleared_at is null and record = any (?)
                on conflict do nothing""").params(home, indexCommit)
                .param(new SqlArrayValue("uuid", records.stream().map(RecordId::value).toArray())).update();
    }

    /** What every home is clear of, but for those that were struck off, is cleared. One home alone needs no row of its own. */
    void through() {
        sql.sql("""
                update vault_erased e set cleared_at = now(), index_commit = (select case when count(*) = 1 then max(c.index_commit) end
                        from disposition_cleared c where c.record = e.record and c.life = e.life)
                where cleared_at is null
                    and exists (select from disposition_cleared c where c.record = e.record and c.life = e.life)
                    and not exists (select from disposition_home h where not (%s) and not exists (select from disposition_cleared c
                        where c.home = h.home and c.record = e.record and c.life = e.life))"""
                .formatted(StruckHomes.STRUCK)).update();
        sql.sql("""
                delete from disposition_cleared c using vault_erased e where e.record = c.record and e.life = c.life
                    and e.index_commit is not null""").update();
    }

    /** Whether another home has to clear itself yet. */
    boolean awaitsAnother() {
        return sql.sql("select exists (select from vault_erased where cleared_at is null)").query(Boolean.class).single();
    }

    /** Dead rows go from the tables, as far as the database lets the program. */
    void sweep() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            for (var table : SWEPT) {
                statement.execute("vacuum " + table);
            }
        } catch (SQLException e) {
            throw SqlTrouble.of(e);
        }
    }

    /** Keys that are gone and of which a disposition was not told yet. */
    List<TellKeyDestroyed> untold() {
        return sql.sql("""
                select o.disposition, r.key, r.provider, r.destroyed_at, r.receipt from (
                    select e.disposition, b.provider_key as key from vault_erased e join vault_batch_key b on b.number = e.batch
                        where e.done_at is null and e.disposition is not null
                    union select e.disposition, t.key from vault_erased e join vault_renewal_told t using (disposition)
                        where e.done_at is null) o
                join vault_renewal r on r.key = o.key where r.destroyed_at is not null and not exists (select
                    from vault_renewal_told t where t.key = o.key and t.disposition = o.disposition and t.told_at is not null)
                order by 2, 1""")
                .query((row, _) -> new TellKeyDestroyed(new DispositionId(row.getObject(1, UUID.class)), row.getString(2),
                        row.getString(3), row.getObject(4, OffsetDateTime.class).toInstant(), row.getString(5)))
                .list();
    }

    /** A disposition was told of a key's end. */
    void told(TellKeyDestroyed one) {
        sql.sql("""
                insert into vault_renewal_told (key, disposition, told_at) values (?, ?, now())
                on conflict (key, disposition) do update set told_at = excluded.told_at""")
                .params(one.key(), one.disposition().value()).update();
    }

    /**
     * Closes those that are cleared everywhere and of whose keys' end their disposition was told; who has none is told nothing. An import
     * that ended, or whose upload was deleted, since keys of imports were last looked at keeps them open.
     */
    void done() {
        sql.sql("""
                update vault_erased e set done_at = now() where done_at is null and cleared_at is not null and (e.batch is null
                    or exists (select from vault_batch_key b join vault_renewal r on r.key = b.provider_key
                        where b.number = e.batch and r.destroyed_at is not null and (e.disposition is null
                            or exists (select from vault_renewal_told t where t.disposition = e.disposition and t.key = r.key
                                and t.told_at is not null))))
                    and not exists (select from vault_renewal_told t where t.disposition = e.disposition and t.told_at is null)
                    and not exists (select from capture_import where created_at <= e.at and %s
                        and not exists (select from vault_renewal r where r.key = key_id and r.destroyed_at is not null))"""
                .formatted(ImportKeyRenewal.DUE)).update();
    }
}
