package org.cityarchive.server.system;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.cityarchive.server.audit.AuditRuns;
import org.cityarchive.server.audit.AuditState;
import org.cityarchive.server.audit.Comparison;
import org.cityarchive.server.merkle.Checkpoints;
import org.cityarchive.server.merkle.MerkleLog;
import org.cityarchive.server.merkle.Signing;
import org.cityarchive.server.search.RecordsIndexed;
import org.cityarchive.server.store.Positions;
import org.cityarchive.server.store.Projections;
import org.cityarchive.server.system.Measured.Audited;
import org.cityarchive.server.system.Measured.Gaps;
import org.cityarchive.server.system.Measured.Imports;
import org.cityarchive.server.system.Measured.Log;
import org.cityarchive.server.system.Measured.Reader;
import org.cityarchive.server.system.Measured.Stored;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the database tells of the archive. It may give no answer for as long as it likes: whoever asks must not wait for it. */
final class StoredMeasures {
    static final List<String> STATES = List.of("queued", "running", "paused", "done", "failed", "stopped");
    static final List<String> OUTCOMES = List.of("new-record", "new-version", "other-fact", "unchanged", "refused");
    /**
     * Accounts that are the city's and were never seen, or last seen more than 30 days ago; files that were not read to their end; lines
     * that could not be read or kept, and such as wait until somebody says whose account they are of.
     */
    static final List<String> GAPS = List.of("account-never-seen", "account-unseen-30-days", "import-unfinished", "line-refused",
            "line-waiting");
    private static final int PATIENCE_SECONDS = 3;

    /** An account that nobody looked at for so long is told. */
    private static final Duration QUIET = Duration.ofDays(30);

    private final DataSource source;
    private final JdbcClient sql;
    private final Projections projections;
    private final Positions positions;
    private final MerkleLog log;
    private final Signing signing;
    private final Checkpoints checkpoints;
    private final RecordsIndexed index;
    private final AuditRuns audits;
    private final Clock clock;

    StoredMeasures(DataSource source, Projections projections, Positions positions, RecordsIndexed index, MerkleLog log,
            Signing signing,
            Checkpoints checkpoints, AuditRuns audits, Clock clock) {
        this.audits = audits;
        this.source = source;
        this.sql = JdbcClient.create(source);
        this.projections = projections;
        this.positions = positions;
        this.log = log;
        this.signing = signing;
        this.checkpoints = checkpoints;
        this.index = index;
        this.clock = clock;
    }

    Stored measure() {
        var now = clock.instant();
        var refuses = refuses();
        long bytes = sql.sql("select pg_database_size(current_database())").query(Long.class).single();
        var readers = projections.standings().stream().map(one -> reader(one, now)).toList();
        return new Stored(refuses, positions.head().position(), bytes, readers, index.rebuilding(), log(), imports(),
                gaps(sql, now), audits.latest().map(StoredMeasures::audited).orElse(null));
    }

    /** Touches the head row as an append does, and takes it back: a read-only or full database refuses here. */
    private @Nullable String refuses() {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.setQueryTimeout(PATIENCE_SECONDS);
                statement.executeUpdate("update event_head set commits = commits");
                return null;
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }

    private static Audited audited(AuditState audit) {
        Map<String, Long> comparisons = new LinkedHashMap<>();
        for (var one : Comparison.values()) {
            comparisons.put(one.name().toLowerCase(Locale.ROOT), audit.tally(one).differences());
        }
        var ended = audit.finishedAt();
        return new Audited(audit.id(), audit.looked(), audit.differences(), comparisons,
                ended == null ? audit.createdAt() : ended);
    }

    private Reader reader(Projections.Standing one, Instant now) {
        var behind = one.lag() <= 0 ? Duration.ZERO : Duration.between(positions.instant(one.position() + 1), now);
        return new Reader(one.name(), one.position(), one.lag(), behind.isNegative() ? Duration.ZERO : behind,
                one.stopped() == null ? null : one.stopped().position());
    }

    private Log log() {
        var newest = checkpoints.newest(1).stream().findFirst();
        var refused = signing.refused();
        return new Log(log.size(), newest.map(signed -> signed.note().checkpoint().size()).orElse(0L),
                newest.map(Checkpoints.Signed::at).orElse(null), refused == null ? log.stopped() : refused);
    }

    private Imports imports() {
        Map<String, Long> states = new LinkedHashMap<>();
        STATES.forEach(state -> states.put(state, 0L));
        sql.sql("select state, count(*) as jobs from capture_import group by state")
                .query((row, _) -> states.put(row.getString("state"), row.getLong("jobs"))).list();
        return new Imports(states, sql.sql("""
                select coalesce(sum(new_records), 0), coalesce(sum(new_versions), 0), coalesce(sum(other_facts), 0),
                       coalesce(sum(unchanged), 0), coalesce(sum(refused), 0)
                  from capture_import""").query((row, _) -> Map.of("new-record", row.getLong(1), "new-version", row.getLong(2),
                "other-fact", row.getLong(3), "unchanged", row.getLong(4), "refused", row.getLong(5))).single());
    }

    static Gaps gaps(JdbcClient sql, Instant now) {
        return sql
                .sql("""
                        select count(*) filter (where s.observed_at is null) as never, count(*) filter (where s.observed_at < ?) as quiet,
                               min(s.observed_at) as oldest,
                               (select count(*) from capture_import where state in ('failed', 'stopped')) as unfinished,
                               (select count(*) from capture_reject where alias is null) as refused,
                               (select count(*) from capture_reject where alias is not null and retaken is null) as waiting
                          from account_register a left join capture_account_seen s on s.account = a.account where a.state = 'CONFIRMED'""")
                .param(now.minus(QUIET).atOffset(ZoneOffset.UTC)).query((row, _) -> {
                    var oldest = row.getObject("oldest", OffsetDateTime.class);
                    var counts = Stream.of("never", "quiet", "unfinished", "refused", "waiting").iterator();
                    var known = new LinkedHashMap<String, Long>();
                    for (var gap : GAPS) {
                        known.put(gap, row.getLong(counts.next()));
                    }
                    return new Gaps(known, oldest == null ? null : oldest.toInstant());
                }).single();
    }
}
