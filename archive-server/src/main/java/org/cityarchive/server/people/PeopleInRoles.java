package org.cityarchive.server.people;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PeopleEvent;
import org.cityarchive.core.people.PeopleEvent.PersonAdded;
import org.cityarchive.core.people.PeopleEvent.PersonRemoved;
import org.cityarchive.core.people.PeopleEvent.RoleGranted;
import org.cityarchive.core.people.PeopleEvent.RoleRevoked;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.security.Roles;
import org.cityarchive.server.store.FactReader;
import org.cityarchive.server.store.SqlProjection;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Who may act, in which role, from when to when; and who could before? */
public final class PeopleInRoles implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "people_role-2";

    private static final int FACTS_AT_ONCE = 5_000;
    private static final String HELD = "ended_at is null and (last_day is null or last_day >= ?)";

    private final JdbcClient sql;
    private final FactReader facts;
    private final City city;
    private final Clock clock;

    public PeopleInRoles(DataSource database, FactReader facts, City city, Clock clock) {
        this.sql = JdbcClient.create(database);
        this.facts = facts;
        this.city = city;
        this.clock = clock;
    }

    /**
     * A person in one role, for a time.
     *
     * @param lastDay in the city's zone; null: no end
     * @param endedAt when it was taken back, granted anew with another last day, or the person was removed; null: none of these
     * @param by the actor who granted it
     */
    public record InRole(PersonId person, Role role, Instant since, String by, @Nullable LocalDate lastDay,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {
        /** Whether the person may act so on a day that is not over. */
        public boolean isHeld(LocalDate today) {
            return endedAt == null && (lastDay == null || !today.isAfter(lastDay));
        }
    }

    /** A person the archive knows, or knew; one who is still here has no time of removal. */
    public record Known(PersonId person, Instant addedAt, String addedBy, @Nullable Instant removedAt,
            @Nullable String removedBy) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(PeopleEvent.class);
    }

    @Override
    public List<String> tables() {
        return List.of("people_person", "people_grant");
    }

    /**
     * Empties and fills again in one transaction: whoever is signed in reads the rows of before until then, and is not sent away. The
     * replay that follows finds each row as it would write it.
     */
    @Override
    public void clear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : tables()) {
                statement.execute("delete from " + table);
            }
        }
        for (long from = 0;;) {
            var batch = facts.after(from, reads(), FACTS_AT_ONCE);
            apply(connection, batch.facts());
            if (batch.upTo() == from || batch.upTo() >= batch.head()) {
                return;
            }
            from = batch.upTo();
        }
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) { // people come one by one: no need for one statement
            if (entry.fact() instanceof PeopleEvent fact) {
                switch (fact) {
                    case PersonAdded added -> add(rows, added, entry);
                    case RoleGranted granted -> grant(rows, granted, entry);
                    case RoleRevoked revoked -> end(rows, revoked.person(), revoked.role(), entry);
                    case PersonRemoved removed -> remove(rows, removed, entry);
                }
            }
        }
    }

    private static void add(JdbcClient rows, PersonAdded added, Recorded<?> entry) {
        rows.sql("""
                insert into people_person (person, added_at, added_by, as_of) values (?, ?, ?, ?)
                on conflict (person) do update set added_at = excluded.added_at, added_by = excluded.added_by""")
                .params(added.person().value(), utc(entry.at()), entry.by().actor(), entry.position()).update();
    }

    /** The same role with another last day takes the place of the one before, which stays as history. */
    private static void grant(JdbcClient rows, RoleGranted granted, Recorded<?> entry) {
        end(rows, granted.person(), granted.role(), entry);
        rows.sql("""
                insert into people_grant (position, person, role, since, granted_by, last_day)
                values (:position, :person, :role, :since, :by, cast(:until as date)) on conflict (position) do nothing""")
                .param("position", entry.position()).param("person", granted.person().value())
                .param("role", granted.role().word()).param("since", utc(entry.at())).param("by", entry.by().actor())
                .param("until", granted.until()).update();
    }

    private static void end(JdbcClient rows, PersonId person, Role role, Recorded<?> entry) {
        rows.sql("update people_grant set ended_at = ?, ended_by = ? where person = ? and role = ? and ended_at is null"
                + " and position < ?")
                .params(utc(entry.at()), entry.by().actor(), person.value(), role.word(), entry.position()).update();
    }

    private static void remove(JdbcClient rows, PersonRemoved removed, Recorded<?> entry) {
        rows.sql("update people_grant set ended_at = ?, ended_by = ? where person = ? and ended_at is null and position < ?")
                .params(utc(entry.at()), entry.by().actor(), removed.person().value(), entry.position()).update();
        rows.sql("update people_person set removed_at = ?, removed_by = ?, as_of = ? where person = ?")
                .params(utc(entry.at()), entry.by().actor(), entry.position(), removed.person().value()).update();
    }

    /** The city's day. */
    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), city.zone());
    }

    /** Everyone in each of the roles they may act in now, first come first. */
    public List<InRole> all() {
        return sql.sql("select * from people_grant where " + HELD + " order by position").param(today())
                .query(PeopleInRoles::inRole).list();
    }

    /** Whether this person may act in this role now. */
    public boolean mayAct(PersonId person, Role role) {
        return sql.sql("select count(*) from people_grant where person = ? and role = ? and " + HELD)
                .params(person.value(), role.word(), today()).query(Long.class).single() > 0;
    }

    /** Everyone in each of the roles they could act in at the end of a past day, first come first. */
    public List<InRole> on(LocalDate day) {
        var end = utc(day.plusDays(1).atStartOfDay(city.zone()).toInstant());
        return sql.sql("""
                select * from people_grant where since < ? and (ended_at is null or ended_at >= ?)
                and (last_day is null or last_day >= ?) order by position""").params(end, end, day)
                .query(PeopleInRoles::inRole).list();
    }

    /** All roles a person ever had, newest first. */
    public List<InRole> of(PersonId person) {
        return sql.sql("select * from people_grant where person = ? order by position desc").param(person.value())
                .query(PeopleInRoles::inRole).list();
    }

    /** Everyone ever added, first come first. */
    public List<Known> persons() {
        return sql.sql("select * from people_person order by added_at, person").query(PeopleInRoles::known).list();
    }

    /** One person, also when removed. */
    public Optional<Known> person(PersonId person) {
        return sql.sql("select * from people_person where person = ?").param(person.value()).query(PeopleInRoles::known)
                .optional();
    }

    private static InRole inRole(ResultSet row, int number) throws SQLException {
        return new InRole(new PersonId(row.getObject("person", UUID.class)), Roles.of(row.getString("role")),
                row.getObject("since", OffsetDateTime.class).toInstant(), row.getString("granted_by"),
                row.getObject("last_day", LocalDate.class), maybe(row, "ended_at"), row.getString("ended_by"));
    }

    private static Known known(ResultSet row, int number) throws SQLException {
        return new Known(new PersonId(row.getObject("person", UUID.class)),
                row.getObject("added_at", OffsetDateTime.class).toInstant(), row.getString("added_by"), maybe(row, "removed_at"),
                row.getString("removed_by"));
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
