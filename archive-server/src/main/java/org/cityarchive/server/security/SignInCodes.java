package org.cityarchive.server.security;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import javax.sql.DataSource;

import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One-time codes: each opens one session, once, for a while. */
public final class SignInCodes {
    /** As long as a mail may lie. */
    private static final Duration INVITATION = Duration.ofDays(7);

    private final JdbcClient sql;
    private final Clock clock;
    private final Duration lifetime;

    public SignInCodes(DataSource database, Clock clock, Duration lifetime) {
        this.sql = JdbcClient.create(database);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** What a code opens. */
    public sealed interface Opens {}

    /** A session of this person in this role. */
    public record PersonsSession(PersonId person, Role role) implements Opens {}

    /** The same for one who was invited: the first entry asks how the person wants to sign in from then on. */
    public record Invitation(PersonId person, Role role) implements Opens {}

    /** The set-up of an empty archive. */
    public record SetUp() implements Opens {}

    /** Makes a code; those made before for the same stay good no longer. */
    public String make(Opens opens) {
        var code = Secret.code();
        switch (opens) {
            case PersonsSession session -> keep(code, session.person(), session.role(), false, lifetime);
            case Invitation invited -> keep(code, invited.person(), invited.role(), true, INVITATION);
            case SetUp _ -> {
                sql.sql("delete from people_sign_in where person is null").update();
                sql.sql("insert into people_sign_in (digest, expires_at) values (?, ?)")
                        .params(Secret.digestOfCode(code), ApiTokens.utc(clock.instant().plus(lifetime))).update();
            }
        }
        return code;
    }

    private void keep(String code, PersonId person, Role role, boolean invitation, Duration good) {
        sql.sql("delete from people_sign_in where person = ? and role = ?").params(person.value(), role.word()).update();
        sql.sql("insert into people_sign_in (digest, person, role, invitation, expires_at) values (?, ?, ?, ?, ?)")
                .params(Secret.digestOfCode(code), person.value(), role.word(), invitation,
                        ApiTokens.utc(clock.instant().plus(good)))
                .update();
    }

    /** Takes back all codes of a person. */
    public void takeBack(PersonId person) {
        sql.sql("delete from people_sign_in where person = ?").param(person.value()).update();
    }

    /** Uses a code up; empty when it is unknown, used or too old. */
    public Optional<Opens> use(String typed) {
        var now = ApiTokens.utc(clock.instant());
        return sql.sql(
                "update people_sign_in set used_at = ? where digest = ? and used_at is null and expires_at > ? returning person, role, invitation")
                .params(now, Secret.digestOfCode(typed), now).query(SignInCodes::row).optional();
    }

    /** What a code would open, without using it. */
    public Optional<Opens> look(String typed) {
        return sql.sql(
                "select person, role, invitation from people_sign_in where digest = ? and used_at is null and expires_at > ?")
                .params(Secret.digestOfCode(typed), ApiTokens.utc(clock.instant())).query(SignInCodes::row).optional();
    }

    private static Opens row(ResultSet row, int number) throws SQLException {
        var id = row.getObject("person", UUID.class);
        if (id == null) {
            return new SetUp();
        }
        var person = new PersonId(id);
        var role = Roles.of(row.getString("role"));
        return row.getBoolean("invitation") ? new Invitation(person, role) : new PersonsSession(person, role);
    }
}
