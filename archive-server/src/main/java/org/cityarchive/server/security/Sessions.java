package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who is signed in? Kept in the database, so that a restart signs nobody out. */
public final class Sessions {
    private static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final Clock clock;
    private final Duration lifetime;
    private final Duration idle;
    private final Supplier<ZoneId> city;

    /** @param city the zone in whose days a role ends */
    public Sessions(DataSource database, Clock clock, Duration lifetime, Duration idle, Supplier<ZoneId> city) {
        this.sql = JdbcClient.create(database);
        this.clock = clock;
        this.lifetime = lifetime;
        this.idle = idle;
        this.city = city;
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** Begins a session; the answer is the cookie's value. */
    public String begin(PersonId person, Role role) {
        var now = clock.instant();
        sql.sql("delete from people_session where started_at < ? or seen_at < ?")
                .params(ApiTokens.utc(now.minus(lifetime)), ApiTokens.utc(now.minus(idle))).update();
        var secret = Secret.token("");
        sql.sql("insert into people_session (digest, person, role, started_at, seen_at) values (?, ?, ?, ?, ?)")
                .params(Secret.digest(secret), person.value(), role.word(), ApiTokens.utc(now), ApiTokens.utc(now)).update();
        return secret;
    }

    /** Who acts by this cookie now; a role that was taken back ends the session too. */
    public Optional<Actor> actor(String secret) {
        var now = clock.instant();
        var digest = Secret.digest(secret);
        var actor = sql.sql("""
                select s.person, s.role from people_session s
                join people_grant g on g.person = s.person and g.role = s.role
                where g.ended_at is null and (g.last_day is null or g.last_day >= ?)
                and s.digest = ? and s.started_at > ? and s.seen_at > ?""")
                .params(LocalDate.ofInstant(now, city.get()), digest, ApiTokens.utc(now.minus(lifetime)), ApiTokens.utc(now.minus(idle)))
                .query((row, _) -> new Actor(row.getObject("person", UUID.class).toString(), Roles.of(row.getString("role"))))
                .optional();
        if (actor.isPresent()) {
            sql.sql("update people_session set seen_at = ? where digest = ? and seen_at < ?")
                    .params(ApiTokens.utc(now), digest, ApiTokens.utc(now.minus(SEEN_EVERY))).update();
        }
        return actor;
    }

    /** Ends all sessions of a person. */
    public void endAll(PersonId person) {
        sql.sql("delete from people_session where person = ?").param(person.value()).update();
    }

    /** Ends the session of this cookie. */
    public void end(String secret) {
        sql.sql("delete from people_session where digest = ?").params((Object) Secret.digest(secret)).update();
    }
}
