package org.cityarchive.server.disposition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.disposition.DispositionId;
import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.security.Roles;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which dispositions did somebody order to be carried out, and is that going on? */
final class ExecutionRows {
    private final JdbcClient sql;

    ExecutionRows(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /**
     * An order.
     *
     * @param person who ordered it, as the law counts
     * @param state running, stopped or done
     * @param reason why it stopped; null: no reason needed
     */
    record Order(DispositionId disposition, Actor by, PersonId person, String state, @Nullable String reason, Instant orderedAt,
            @Nullable Instant finishedAt) {
        boolean isRunning() {
            return state.equals("running");
        }
    }

    /** Takes an order down; one that goes on already stays who ordered it. */
    void order(DispositionId disposition, Actor by, PersonId person, Instant now) {
        sql.sql("""
                insert into disposition_execution as e (disposition, actor, person, role, state, ordered_at)
                values (?, ?, ?, ?, 'running', ?) on conflict (disposition) do update set actor = excluded.actor,
                       person = excluded.person, role = excluded.role, state = 'running', reason = null, finished_at = null,
                       ordered_at = excluded.ordered_at where e.state = 'stopped'""")
                .params(disposition.value(), by.id(), person.value(), by.role().word(), now.atOffset(ZoneOffset.UTC)).update();
    }

    Optional<Order> of(DispositionId disposition) {
        return sql.sql("select * from disposition_execution where disposition = ?").param(disposition.value())
                .query(ExecutionRows::row).optional();
    }

    List<Order> running() {
        return sql.sql("select * from disposition_execution where state = 'running' order by ordered_at, disposition")
                .query(ExecutionRows::row).list();
    }

    /** Ends what runs. */
    void end(DispositionId disposition, String state, @Nullable String reason, Instant now) {
        sql.sql("""
                update disposition_execution set state = :state, reason = cast(:reason as text), finished_at = :now
                 where disposition = :disposition and state = 'running'""").param("state", state).param("reason", reason)
                .param("now", now.atOffset(ZoneOffset.UTC)).param("disposition", disposition.value()).update();
    }

    private static Order row(ResultSet row, int number) throws SQLException {
        var finished = row.getObject("finished_at", OffsetDateTime.class);
        return new Order(new DispositionId(row.getObject("disposition", UUID.class)),
                new Actor(row.getString("actor"), Roles.of(row.getString("role"))),
                new PersonId(row.getObject("person", UUID.class)), row.getString("state"), row.getString("reason"),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(), finished == null ? null : finished.toInstant());
    }
}
