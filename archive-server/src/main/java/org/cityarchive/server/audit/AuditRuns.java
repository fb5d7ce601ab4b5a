package org.cityarchive.server.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.server.audit.AuditState.Stage;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which audits were run, and what did they find? One at a time is open; who asks for another is given that one. */
public final class AuditRuns {
    /** A server that says nothing for this long has lost its audit to the others. */
    static final int SILENT_SECONDS = 60;

    private final JdbcClient sql;
    private final Clock clock;

    public AuditRuns(DataSource source, Clock clock) {
        this.sql = JdbcClient.create(source);
        this.clock = clock;
    }

    /** The last that came to its end: what a figure of the audit shows. */
    public Optional<AuditState> latest() {
        return sql.sql("select * from evidence_audit where state = 'done' order by number desc limit 1").query(AuditRuns::state)
                .optional();
    }

    /** The one that is open; empty while none is. */
    public Optional<AuditState> open() {
        return sql.sql("select * from evidence_audit where state in ('queued', 'running') order by number limit 1")
                .query(AuditRuns::state).optional();
    }

    /** Audits before a number, newest first. */
    public List<AuditState> list(long before, int most) {
        return sql.sql("select * from evidence_audit where number < ? order by number desc limit ?").params(before, most)
                .query(AuditRuns::state).list();
    }

    public long count() {
        return sql.sql("select count(*) from evidence_audit").query(Long.class).single();
    }

    public Optional<AuditState> find(UUID audit) {
        return sql.sql("select * from evidence_audit where audit = ?").param(audit).query(AuditRuns::state).optional();
    }

    /**
     * A difference that an audit named, with its place in the audit's list.
     *
     * @param number from 1
     */
    public record Named(int number, Difference difference) {}

    /** What an audit named, in the order in which it was found. */
    public List<Named> differences(UUID audit, int after, int most) {
        return sql.sql("select * from evidence_audit_difference where audit = ? and number > ? order by number limit ?")
                .params(audit, after, most).query((row, _) -> named(row)).list();
    }

    /** How many differences of an audit are kept by name. */
    public long named(UUID audit) {
        return sql.sql("select count(*) from evidence_audit_difference where audit = ?").param(audit).query(Long.class).single();
    }

    /** Asks for an audit; the one that is open, where there is one. */
    public AuditState begin(String actor, String role) {
        sql.sql("""
                insert into evidence_audit (audit, state, actor, role, created_at)
                select ?, 'queued', ?, ?, ? where not exists (select 1 from evidence_audit where state in ('queued', 'running'))""")
                .params(UUID.randomUUID(), actor, role, utc(clock.instant())).update();
        return open().or(() -> list(Long.MAX_VALUE, 1).stream().findFirst()).orElseThrow();
    }

    /** Begins the audit of a day, once; how many servers ask does not matter. */
    void beginDaily(LocalDate day) {
        sql.sql("""
                insert into evidence_audit (audit, state, actor, role, created_at, daily)
                select ?, 'queued', 'archive', 'archive', ?, ?
                where not exists (select 1 from evidence_audit where state in ('queued', 'running')) on conflict (daily) do nothing""")
                .params(UUID.randomUUID(), utc(clock.instant()), day).update();
    }

    /** Takes the open audit for a server, where no other has it. */
    Optional<AuditState> take(String owner) {
        return sql.sql("""
                update evidence_audit set state = 'running', owner = ?, beat_at = now(), started_at = coalesce(started_at, ?)
                where audit = (select audit from evidence_audit where state = 'queued' or (state = 'running'
                        and (owner is null or owner = ? or beat_at < now() - make_interval(secs => ?)))
                    order by number limit 1 for update skip locked)
                returning *""").params(owner, utc(clock.instant()), owner, SILENT_SECONDS).query(AuditRuns::state).optional();
    }

    /** Fixes what is compared. */
    void fix(UUID audit, long upTo, long commits) {
        sql.sql("update evidence_audit set up_to = ?, commits = ? where audit = ? and up_to = 0").params(upTo, commits, audit)
                .update();
    }

    /** How far an audit is. */
    record Progress(@Nullable Comparison comparison, String place, long reached, long reach, Map<Comparison, Tally> tallies,
            long marked) {}

    /** Keeps how far it is; false where another server has taken it. */
    boolean keep(UUID audit, String owner, Progress progress) {
        var comparison = progress.comparison;
        return sql.sql("""
                update evidence_audit set comparison = :comparison, place = :place, reached = :reached, reach = :reach,
                    tallies = :tallies, marked = :marked, differences = :differences, beat_at = now()
                where audit = :audit and owner = :owner and state = 'running'""")
                .param("comparison", comparison == null ? null : comparison.name()).param("place", progress.place)
                .param("reached", progress.reached).param("reach", progress.reach)
                .param("tallies", Tally.spelled(progress.tallies)).param("marked", progress.marked)
                .param("differences", progress.tallies.values().stream().mapToLong(Tally::differences).sum())
                .param("audit", audit).param("owner", owner).update() == 1;
    }

    void name(UUID audit, int number, Difference d) {
        sql.sql("""
                insert into evidence_audit_difference (audit, number, code, position, fact, record, part, place, key, what)
                values (:audit, :number, :code, cast(:position as bigint), cast(:fact as uuid), cast(:record as uuid), :part, :place,
                    :key, :what)""")
                .param("audit", audit).param("number", number).param("code", d.code().name())
                .param("position", d.position()).param("fact", d.fact()).param("record", d.record()).param("part", d.part())
                .param("place", d.place()).param("key", d.key()).param("what", d.what()).update();
    }

    void finish(UUID audit, String owner) {
        sql.sql("update evidence_audit set state = 'done', comparison = null, owner = null, finished_at = ? where audit = ? and owner = ?")
                .params(utc(clock.instant()), audit, owner).update();
    }

    void fail(UUID audit, String owner, String reason) {
        sql.sql("update evidence_audit set state = 'failed', reason = ?, owner = null, finished_at = ? where audit = ? and owner = ?")
                .params(reason, utc(clock.instant()), audit, owner).update();
    }

    /** Lets go of what this server runs, so that it goes on at the next start at once. */
    void release(String owner) {
        sql.sql("update evidence_audit set owner = null where owner = ?").param(owner).update();
    }

    /** Takes the open audit from whoever had it: for one who knows that no server runs. */
    public void free() {
        sql.sql("update evidence_audit set owner = null where state = 'running'").update();
    }

    /** Ends the open audit, whoever had it: for one who knows that what it had compared is no longer what lies here. */
    public void endOpen(String reason) {
        sql.sql("""
                update evidence_audit set state = 'failed', reason = ?, owner = null, finished_at = ?
                where state in ('queued', 'running')""").params(reason, utc(clock.instant())).update();
    }

    private static AuditState state(ResultSet row, int number) throws SQLException {
        var comparison = row.getString("comparison");
        return new AuditState(row.getObject("audit", UUID.class), row.getLong("number"),
                Stage.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getObject("daily", LocalDate.class),
                row.getString("actor"), row.getString("role"), row.getLong("up_to"), row.getLong("commits"),
                comparison == null ? null : Comparison.valueOf(comparison), row.getString("place"), row.getLong("reached"),
                row.getLong("reach"), Tally.of(row.getString("tallies")), row.getLong("marked"), row.getString("reason"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(), maybe(row, "started_at"),
                maybe(row, "finished_at"));
    }

    private static Named named(ResultSet row) throws SQLException {
        long position = row.getLong("position");
        return new Named(row.getInt("number"), new Difference(Difference.Code.valueOf(row.getString("code")),
                row.getObject("position") == null ? null : Long.valueOf(position), row.getObject("fact", UUID.class),
                row.getObject("record", UUID.class), row.getString("part"), row.getString("place"), row.getString("key"),
                row.getString("what")));
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
