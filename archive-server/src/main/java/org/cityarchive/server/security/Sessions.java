package org.cityarchive.server.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.cityarchive.core.people.Actor;
import org.cityarchive.core.people.PersonId;
import org.cityarchive.core.people.Role;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who is signed in? Kept in the database, so that a restart signs nobody out. A clock that is set back by less than a session's lifetime
 * signs nobody out either; a session begun under one that was further ahead is over when the time is right again.
 */
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

    /** After this a session ends whatever is done in it. */
    public Duration lifetime() {
        return lifetime;
    }

    /** A session in which nothing is asked for this long ends. */
    public Duration idle() {
        return idle;
    }

    /** A session as its owner sees it; when it was last used is told to the minute. */
    public record Session(UUID id, Role role, String device, Instant startedAt, Instant seenAt, boolean thisOne) {}

    /** Begins a session on a device nobody described; the answer is the cookie's value. */
    public String begin(PersonId person, Role role) {
        return begin(person, role, Device.words(null));
    }

    /** Begins a session; the answer is the cookie's value. */
    public String begin(PersonId person, Role role, String device) {
        var now = clock.instant();
        drop("started_at < ? or seen_at < ? or started_at > ?", ApiTokens.utc(now.minus(lifetime)),
                ApiTokens.utc(now.minus(idle)), ApiTokens.utc(now.plus(lifetime)));
        var secret = Secret.token("");
        sql.sql("insert into people_session (digest, person, role, device, started_at, seen_at) values (?, ?, ?, ?, ?, ?)")
                .params(Secret.digest(secret), person.value(), role.word(), device, ApiTokens.utc(now), ApiTokens.utc(now))
                .update();
        return secret;
    }

    /** Who acts by this cookie now; a role that was taken back ends the session too. */
    public Optional<Actor> actor(String secret) {
        var now = clock.instant();
        return sql.sql("""
                select s.person, s.role from people_session s
                join people_grant g on g.person = s.person and g.role = s.role
                where g.ended_at is null and (g.last_day is null or g.last_day >= ?)
                and s.digest = ? and s.started_at > ? and s.seen_at > ? and s.started_at < ?""")
                .params(LocalDate.ofInstant(now, city.get()), Secret.digest(secret), ApiTokens.utc(now.minus(lifetime)),
                        ApiTokens.utc(now.minus(idle)), ApiTokens.utc(now.plus(lifetime)))
                .query((row, _) -> new Actor(row.getObject("person", UUID.class).toString(), Roles.of(row.getString("role"))))
                .optional();
    }

    /** The session of this cookie is in use now. */
    void touch(String secret) {
        var now = clock.instant();
        sql.sql("""
                update people_session set seen_at = ? where digest = ? and (seen_at < ? or seen_at > ?) and started_at > ?
                and seen_at > ?""")
                .params(ApiTokens.utc(now), Secret.digest(secret), ApiTokens.utc(now.minus(SEEN_EVERY)),
                        ApiTokens.utc(now.plus(SEEN_EVERY)),
                        ApiTokens.utc(now.minus(lifetime)), ApiTokens.utc(now.minus(idle)))
                .update();
    }

    /** How long the session of this cookie lasts if nothing is asked in it; zero when it is over. */
    Duration left(String secret) {
        var now = clock.instant();
        return sql.sql("select started_at, seen_at from people_session where digest = ?").params((Object) Secret.digest(secret))
                .query((row, _) -> {
                    var end = row.getObject("started_at", OffsetDateTime.class).toInstant().plus(lifetime);
                    var unused = row.getObject("seen_at", OffsetDateTime.class).toInstant().plus(idle);
                    return Duration.between(now, end.isBefore(unused) ? end : unused);
                }).optional().filter(Duration::isPositive).orElse(Duration.ZERO);
    }

    /** Ends all sessions of a person. */
    public void endAll(PersonId person) {
        drop("person = ?", person.value());
    }

    /** Ends the session of this cookie. */
    public void end(String secret) {
        drop("digest = ?", Secret.digest(secret));
    }

    /** A person's sessions, last used first; the one of this cookie is marked. */
    public List<Session> of(PersonId person, String secret) {
        var now = clock.instant();
        return sql.sql("""
                select *, digest = ? as this_one from people_session where person = ? and started_at > ? and seen_at > ?
                order by seen_at desc, session""")
                .params(Secret.digest(secret), person.value(), ApiTokens.utc(now.minus(lifetime)), ApiTokens.utc(now.minus(idle)))
                .query((row, _) -> new Session(row.getObject("session", UUID.class), Roles.of(row.getString("role")),
                        row.getString("device"), ApiTokens.instant(row, "started_at"), ApiTokens.instant(row, "seen_at"),
                        row.getBoolean("this_one")))
                .list();
    }

    /** Ends one session of a person; one that is over, or another's, is left alone. */
    public void end(PersonId person, UUID session) {
        drop("person = ? and session = ?", person.value(), session);
    }

    /** Ends all sessions of a person but the one of this cookie. */
    public void endOthers(PersonId person, String secret) {
        drop("person = ? and digest <> ?", person.value(), Secret.digest(secret));
    }

    /** When people were last here, to some minutes; who never was is not in it. */
    public Map<PersonId, Instant> lastSeen() {
        var seen = new HashMap<PersonId, Instant>();
        sql.sql("""
                select person, max(seen_at) as seen_at from (select person, seen_at from people_seen
                union all select person, seen_at from people_session) s group by person""").query(row -> {
            seen.put(new PersonId(row.getObject("person", UUID.class)), ApiTokens.instant(row, "seen_at"));
        });
        return seen;
    }

    /** When the person was last seen outlives the session. */
    private void drop(String which, Object... parameters) {
        sql.sql("with gone as (delete from people_session where " + which + " returning person, seen_at)"
                + " insert into people_seen select person, max(seen_at) from gone group by person"
                + " on conflict (person) do update set seen_at = greatest(people_seen.seen_at, excluded.seen_at)")
                .params(parameters).update();
    }
}
