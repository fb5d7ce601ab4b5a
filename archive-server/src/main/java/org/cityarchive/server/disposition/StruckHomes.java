package org.cityarchive.server.disposition;

import java.sql.Connection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.disposition.HomeEvent.HomeStruck;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.server.store.SqlProjection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Which homes are there, which did a person strike off as lost, and of how many destroyed records has each to clear itself yet? */
public final class StruckHomes implements SqlProjection {
    static final String NAME = "disposition_home_struck-1";

    /** Of a home h: it was struck off, and did not start since. */
    static final String STRUCK = """
            exists (select from disposition_home_struck s where s.home = h.home
                and s.started_at >= date_trunc('milliseconds', h.started_at))""";

    private static final String ALL = """
            select h.home, h.place, h.started_at, h.seen_at, extract(epoch from now() - h.seen_at)::bigint as silent,
                (select count(*) from vault_erased e where (e.cleared_at is null or h.caught_up_at is null)
                    and not exists (select from disposition_cleared c where c.home = h.home and c.record = e.record and c.life = e.life)) as left_over,
                s.words, s.struck_by, s.role, s.at
            from disposition_home h left join lateral (select * from disposition_home_struck s where s.home = h.home
                and s.started_at >= date_trunc('milliseconds', h.started_at) order by s.position desc limit 1) s on true
            order by h.place, h.home""";

    private final JdbcClient sql;

    public StruckHomes(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * A home on this database.
     *
     * @param place machine and folder
     * @param silent seconds since it was seen running
     * @param left destroyed records of which it has not cleared itself
     * @param struck empty: it counts
     */
    record Known(UUID home, String place, Instant startedAt, Instant seenAt, long silent, long left, Optional<Struck> struck) {}

    /** That it is lost, as a person said. */
    record Struck(UUID words, UUID by, String role, Instant at) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(HomeStruck.class);
    }

    @Override
    public List<String> tables() {
        return List.of("disposition_home_struck");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) {
            if (entry.fact() instanceof HomeStruck one) {
                rows.sql("insert into disposition_home_struck values (?, ?, ?, ?, ?, ?, ?)")
                        .params(entry.position(), one.home(), one.startedAt().atOffset(ZoneOffset.UTC), one.words(),
                                one.struckBy().value(), entry.by().role(), entry.at().atOffset(ZoneOffset.UTC))
                        .update();
            }
        }
    }

    /** All, by place. */
    List<Known> all() {
        return sql.sql(ALL).query((row, _) -> {
            var at = row.getObject("at", OffsetDateTime.class);
            return new Known(row.getObject("home", UUID.class), row.getString("place"),
                    row.getObject("started_at", OffsetDateTime.class).toInstant(),
                    row.getObject("seen_at", OffsetDateTime.class).toInstant(), row.getLong("silent"), row.getLong("left_over"),
                    at == null
                            ? Optional.empty()
                            : Optional.of(new Struck(row.getObject("words", UUID.class), row.getObject("struck_by", UUID.class),
                                    row.getString("role"), at.toInstant())));
        }).list();
    }
}
