package org.cityarchive.server.hold;

import java.sql.Connection;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldEvent.HoldAcknowledged;
import org.cityarchive.core.hold.HoldEvent.HoldPlaced;
import org.cityarchive.core.hold.HoldEvent.HoldReleased;
import org.cityarchive.core.hold.HoldEvent.HoldScopeChanged;
import org.cityarchive.core.hold.HoldEvent.ReleaseProposed;
import org.cityarchive.core.hold.HoldEvent.ReleaseWithdrawn;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/** Writes what the facts say of holds; they come one by one, so that no statement need take many. */
final class HoldRows {
    static final List<String> TABLES = List.of("hold_standing", "hold_scope", "hold_acknowledgement", "hold_proposal");

    private final JdbcClient rows;

    private HoldRows(Connection connection) {
        this.rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    static void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = new HoldRows(connection);
        for (var entry : batch) {
            if (entry.fact() instanceof HoldEvent fact) {
                rows.apply(fact, entry);
                rows.rows.sql("update hold_standing set as_of = ? where hold = ?").params(entry.position(), fact.hold().value())
                        .update();
            }
        }
    }

    private void apply(HoldEvent fact, Recorded<?> entry) {
        var at = entry.at().atOffset(ZoneOffset.UTC);
        switch (fact) {
            case HoldPlaced placed -> place(placed, at, entry.position());
            case HoldScopeChanged changed ->
                rows.sql("insert into hold_scope (hold, number, scope, words, set_by, set_at) values (?, ?, ?, ?, ?, ?)")
                        .params(changed.hold().value(), changed.number(), changed.scope(), changed.words(),
                                changed.changedBy().value(), at)
                        .update();
            case HoldAcknowledged said -> rows.sql("""
                    insert into hold_acknowledgement (hold, person, at) values (?, ?, ?) on conflict do nothing""")
                    .params(said.hold().value(), said.custodian().value(), at).update();
            case ReleaseProposed proposed -> rows.sql("""
                    insert into hold_proposal (proposal, hold, scopes, words, proposed_by, proposed_at, state)
                    values (?, ?, ?, ?, ?, ?, 'OPEN')""")
                    .params(proposed.proposal(), proposed.hold().value(), numbers(proposed.scopes()), proposed.words(),
                            proposed.proposedBy().value(), at)
                    .update();
            case ReleaseWithdrawn withdrawn -> end(withdrawn.proposal(), "WITHDRAWN", withdrawn.withdrawnBy(), at);
            case HoldReleased released -> release(released, at);
        }
    }

    private void place(HoldPlaced placed, OffsetDateTime at, long position) {
        rows.sql("""
                insert into hold_standing (hold, number, words, placed_by, placed_at, as_of)
                values (?, (select count(*) + 1 from hold_standing), ?, ?, ?, ?)""")
                .params(placed.hold().value(), placed.words(), placed.placedBy().value(), at, position).update();
        rows.sql("insert into hold_scope (hold, number, scope, set_by, set_at) values (?, 1, ?, ?, ?)")
                .params(placed.hold().value(), placed.scope(), placed.placedBy().value(), at).update();
    }

    private void release(HoldReleased released, OffsetDateTime at) {
        rows.sql("""
                update hold_scope set released_on = ?, cools_off = ?, released_by = ?
                where hold = ? and number = any(?) and released_on is null""")
                .params(released.on(), released.coolsOffThrough(), released.confirmedBy().value(), released.hold().value(),
                        numbers(released.scopes()))
                .update();
        end(released.proposal(), "RELEASED", released.confirmedBy(), at);
    }

    private void end(UUID proposal, String state, PersonId by, OffsetDateTime at) {
        rows.sql("update hold_proposal set state = ?, ended_by = ?, ended_at = ? where proposal = ?")
                .params(state, by.value(), at, proposal).update();
    }

    private static SqlArrayValue numbers(List<Integer> scopes) {
        return new SqlArrayValue("integer", scopes.toArray());
    }
}
