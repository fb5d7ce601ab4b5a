package org.cityarchive.server.hold;

import java.util.ArrayList;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.hold.HoldEvent;
import org.cityarchive.core.hold.HoldId;
import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.server.hold.HoldStanding.Proposal;
import org.cityarchive.server.hold.HoldStanding.Proposed;
import org.cityarchive.server.hold.HoldStanding.Scope;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which holds are there, and how does each stand? */
public final class HoldRegister implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "hold_standing-1";

    private final JdbcClient sql;

    public HoldRegister(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(HoldEvent.class);
    }

    @Override
    public List<String> tables() {
        return HoldRows.TABLES;
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        HoldRows.apply(connection, batch);
    }

    /** Every hold there was, the newest first. */
    public List<HoldStanding> all() {
        return holds("true", null);
    }

    /** One hold; empty: none was placed under this id. */
    public Optional<HoldStanding> of(HoldId hold) {
        return holds("hold = :hold", hold).stream().findFirst();
    }

    private List<HoldStanding> holds(String which, @Nullable HoldId one) {
        var hold = one == null ? null : one.value();
        var scopes = byHold("select * from hold_scope where " + which + " order by number", hold, HoldRegister::scope);
        var proposals = byHold("select * from hold_proposal where " + which + " order by proposed_at, proposal", hold,
                HoldRegister::proposal);
        var acknowledged = new LinkedHashMap<UUID, Map<PersonId, Instant>>();
        query("select * from hold_acknowledgement where " + which + " order by at, person", hold).query(row -> {
            acknowledged.computeIfAbsent(row.getObject("hold", UUID.class), _ -> new LinkedHashMap<>())
                    .put(person(row, "person"), instant(row, "at"));
        });
        return query("select * from hold_standing where " + which + " order by number desc", hold).query((row, _) -> {
            var id = row.getObject("hold", UUID.class);
            return new HoldStanding(new HoldId(id), row.getLong("number"), row.getObject("words", UUID.class),
                    person(row, "placed_by"), instant(row, "placed_at"), scopes.getOrDefault(id, List.of()),
                    proposals.getOrDefault(id, List.of()), acknowledged.getOrDefault(id, Map.of()));
        }).list();
    }

    private interface Read<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Map<UUID, List<T>> byHold(String statement, @Nullable UUID hold, Read<T> read) {
        var found = new LinkedHashMap<UUID, List<T>>();
        query(statement, hold).query(row -> {
            found.computeIfAbsent(row.getObject("hold", UUID.class), _ -> new ArrayList<>()).add(read.of(row));
        });
        return found;
    }

    private JdbcClient.StatementSpec query(String statement, @Nullable UUID hold) {
        var query = sql.sql(statement);
        return hold == null ? query : query.param("hold", hold);
    }

    private static Scope scope(ResultSet row) throws SQLException {
        return new Scope(row.getInt("number"), row.getObject("scope", UUID.class), row.getObject("words", UUID.class),
                person(row, "set_by"), instant(row, "set_at"), row.getObject("released_on", LocalDate.class),
                row.getObject("cools_off", LocalDate.class), maybePerson(row, "released_by"));
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        Array scopes = row.getArray("scopes");
        var ended = row.getObject("ended_at", OffsetDateTime.class);
        return new Proposal(row.getObject("proposal", UUID.class), Arrays.asList((Integer[]) scopes.getArray()),
                row.getObject("words", UUID.class), person(row, "proposed_by"), instant(row, "proposed_at"),
                Proposed.valueOf(row.getString("state")), maybePerson(row, "ended_by"), ended == null ? null : ended.toInstant());
    }

    private static PersonId person(ResultSet row, String column) throws SQLException {
        return new PersonId(row.getObject(column, UUID.class));
    }

    private static @Nullable PersonId maybePerson(ResultSet row, String column) throws SQLException {
        var person = row.getObject(column, UUID.class);
        return person == null ? null : new PersonId(person);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
