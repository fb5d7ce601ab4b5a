package org.cityarchive.server.people;

import org.cityarchive.server.security.Roles;
import java.sql.Connection;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.law.Fact;
import org.cityarchive.core.law.Recorded;
import org.cityarchive.core.people.PeopleEvent;
import org.cityarchive.core.people.PeopleEvent.PersonAdded;
import org.cityarchive.core.people.PeopleEvent.RoleGranted;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.cityarchive.server.store.SqlProjection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Who may act, in which role? */
public final class PeopleInRoles implements SqlProjection {
    /** The projection's name. */
    public static final String NAME = "people_role-1";

    private final JdbcClient sql;

    public PeopleInRoles(DataSource database) {
        this.sql = JdbcClient.create(database);
    }

    /** A person in one role. */
    public record InRole(PersonId person, Role role) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends Fact>> reads() {
        return Set.of(PersonAdded.class, RoleGranted.class);
    }

    @Override
    public List<String> tables() {
        return List.of("people_role");
    }

    @Override
    public void apply(Connection connection, List<Recorded<?>> batch) {
        var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        for (var entry : batch) { // people come one by one: no need for one statement
            if (entry.fact() instanceof PeopleEvent fact) {
                switch (fact) {
                    case RoleGranted granted -> insert(rows, granted, entry);
                    case PersonAdded _ -> {
                    } // may act only in a role
                }
            }
        }
    }

    private static void insert(JdbcClient rows, RoleGranted granted, Recorded<?> entry) {
        rows.sql("insert into people_role (person, role, since, as_of) values (?, ?, ?, ?)").params(granted.person().value(),
                granted.role().word(), entry.at().atOffset(ZoneOffset.UTC), entry.position()).update();
    }

    /** Everyone in each of their roles, first come first. */
    public List<InRole> all() {
        return sql.sql("select person, role from people_role order by as_of")
                .query((row, _) -> new InRole(new PersonId(row.getObject("person", UUID.class)), Roles.of(row.getString("role"))))
                .list();
    }

    /** Whether nobody may act here yet. */
    public boolean isEmpty() {
        return all().isEmpty();
    }
}
