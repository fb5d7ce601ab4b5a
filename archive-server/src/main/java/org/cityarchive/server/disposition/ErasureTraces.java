package org.cityarchive.server.disposition;

import java.time.temporal.ChronoUnit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.disposition.Certificate.Backups;
import org.cityarchive.server.disposition.Certificate.Purge;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What did the erasure of a disposition's records leave behind: rows, keys, copies of keys, backups? */
final class ErasureTraces {
    private static final String KEYS = """
            select r.key, r.destroyed_at, r.survivors from vault_renewal r where r.destroyed_at is not null and r.key in (
              select b.provider_key from vault_erased e join vault_batch_key b on b.number = e.batch where e.disposition = :id
              union select t.key from vault_renewal_told t where t.disposition = :id)""";

    private final JdbcClient sql;

    ErasureTraces(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** What went with one record; bytes are of ciphertext. */
    record Erased(int parts, int media, long bytes) {
        static final Erased NOTHING = new Erased(0, 0, 0);
    }

    /** By record, its first life. */
    Map<UUID, Erased> erased(UUID disposition) {
        var erased = new HashMap<UUID, Erased>();
        sql.sql("select record, parts, media, bytes from vault_erased where disposition = ? order by record, life")
                .param(disposition).query(row -> {
                    erased.putIfAbsent(row.getObject(1, UUID.class), new Erased(row.getInt(2), row.getInt(3), row.getLong(4)));
                });
        return erased;
    }

    /** In which commits of the index its files were read again; two homes may have one of the same name. */
    List<Purge> purges(UUID disposition) {
        return sql
                .sql("""
                        select index_commit, max(at), count(*) from (
                            select null::uuid as home, index_commit, cleared_at as at from vault_erased where disposition = :id and index_commit is not null
                            union all select c.home, c.index_commit, c.at from disposition_cleared c join vault_erased e using (record, life)
                                where e.disposition = :id) c group by home, 1 order by 2, 1""")
                .param("id", disposition)
                .query((row, _) -> new Purge(row.getString(1), time(row.getObject(2, OffsetDateTime.class)), row.getInt(3),
                        "not found in any file"))
                .list();
    }

    /** Wrapping keys above the records that are destroyed. */
    int keys(UUID disposition) {
        return sql.sql("select count(*) from (" + KEYS + ") k").param("id", disposition).query(Integer.class).single();
    }

    /** Records of the same buckets that were wrapped anew, read back and opened. */
    int survivors(UUID disposition) {
        return sql.sql("select coalesce(sum(survivors), 0) from (" + KEYS + ") k").param("id", disposition).query(Integer.class)
                .single();
    }

    /** Homes beside others on this database that may hold words of these records still. */
    List<String> homes(UUID disposition) {
        return sql
                .sql("""
                        select h.home, h.started_at from disposition_home h where (select count(*) from disposition_home) > 1
                          and not ("""
                        + StruckHomes.STRUCK
                        + """
                                ) and exists (select from vault_erased e where e.disposition = ? and e.cleared_at is null and not exists (select
                                    from disposition_cleared c where c.home = h.home and c.record = e.record and c.life = e.life)) order by 2, 1""")
                .param(disposition).query((row, _) -> "the index, packages and uploads of the home " + row.getObject(1)
                        + ", last started at " + time(row.getObject(2, OffsetDateTime.class))
                        + "; it clears them while it runs")
                .list();
    }

    /**
     * Homes that were struck off as lost before they had cleared themselves of these records, as facts say.
     *
     * @param captured position of the first fact of them: what was struck off before never held them
     */
    List<Struck> struck(UUID disposition, long captured) {
        return sql
                .sql("""
                        select distinct on (s.home) s.home, coalesce(h.place, ''), s.started_at, s.at, s.struck_by, s.role, s.position
                          from disposition_home_struck s left join disposition_home h on h.home = s.home
                         where s.position > :captured and (h.home is null or s.started_at >= date_trunc('milliseconds', h.started_at))
                           and exists (select from vault_erased e where e.disposition = :id
                             and (e.cleared_at is null or e.cleared_at > s.at) and not exists (select from disposition_cleared c
                               where c.home = s.home and c.record = e.record and c.life = e.life))
                         order by s.home, s.position desc""")
                .param("id", disposition).param("captured", captured)
                .query((row, _) -> new Struck(row.getString(1), row.getString(2), time(row.getObject(3, OffsetDateTime.class)),
                        time(row.getObject(4, OffsetDateTime.class)), row.getString(5), row.getString(6), row.getLong(7)))
                .list();
    }

    /** A home that was struck off; position: of the fact. */
    record Struck(String home, String place, Instant startedAt, Instant at, String person, String role, long position) {}

    /** Whether a key above these records stands yet. */
    boolean isKeyLeft(UUID disposition) {
        return sql.sql("""
                select exists (select from vault_erased e join vault_batch_key b on b.number = e.batch
                    left join vault_renewal r on r.key = b.provider_key where e.disposition = :id and r.destroyed_at is null)
                  or exists (select from vault_renewal_told t join vault_renewal r on r.key = t.key
                    where t.disposition = :id and r.destroyed_at is null)""").param("id", disposition).query(Boolean.class)
                .single();
    }

    /**
     * Copies of the keys that were made before a key of these records was destroyed, into a place to which no copy was made since: a later
     * copy destroys in it what was destroyed here.
     */
    List<String> outstanding(UUID disposition) {
        return sql
                .sql("""
                        select b.backup, b.started_at, b.finished_at is not null from backup_run b, (select max(destroyed_at) gone from ("""
                        + KEYS
                        + """
                                ) k) k where b.keys_folder is not null and b.started_at < k.gone and not exists (select from backup_run l
                                    where l.keys_folder = b.keys_folder and l.started_at > k.gone and l.finished_at is not null)
                                  order by 2, 1""")
                .param("id", disposition)
                .query((row, _) -> "the copy of the keys that backup " + row.getObject(1)
                        + (row.getBoolean(3) ? " made at " : " may have made, which is not whole, begun at ")
                        + time(row.getObject(2, OffsetDateTime.class))
                        + "; the next backup into the same place destroys it there")
                .list();
    }

    /**
     * Backups that still hold ciphertext of the records.
     *
     * @param captured position of the first fact of them
     * @param destroyed when the last of them went
     */
    Backups backups(long captured, Instant destroyed) {
        return sql
                .sql("""
                        select count(*), min(started_at) from backup_run b where (position >= :captured or finished_at is null)
                           and started_at < :destroyed
                           and not exists (select from backup_run l where l.folder = b.folder and l.started_at >= :destroyed and l.finished_at is not null)""")
                .param("captured", captured).param("destroyed", destroyed.atOffset(ZoneOffset.UTC))
                .query((row, _) -> backups(row.getInt(1), row.getObject(2, OffsetDateTime.class))).single();
    }

    private static Backups backups(int holding, OffsetDateTime oldest) {
        return holding == 0
                ? new Backups(0, null, "No backup that is known here holds their ciphertext.")
                : new Backups(holding, time(oldest),
                        "What they hold opens with no key that is kept. No day is set on which they end:"
                                + " each ends with the next backup into its folder, or when it is deleted.");
    }

    private static Instant time(OffsetDateTime at) {
        return at.toInstant().truncatedTo(ChronoUnit.MILLIS);
    }
}
